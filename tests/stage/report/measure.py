#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# measure.py - a page that lays reports out, in every scheme and width, and measures them
#
# usage: measure.py FILE... >measure.html
#
# A browser that has loaded it has a line for each report, scheme and width in its <pre>: "fine",
# or what is wrong. Reports stand in frames of the same origin, as they are: their own scripts
# could not run, this page's can look at them.
import html
import json
import os
import sys

SCRIPT = """
'use strict';
const said = [];

function channels(color) {
	return color.match(/[\\d.]+/g).map(Number);
}
function luminance(color) {
	return channels(color).slice(0, 3).map(c => c / 255)
		.map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
		.reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
}
function contrast(a, b) {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}
function background(view, element) {
	for (; element; element = element.parentElement) {
		const color = view.getComputedStyle(element).backgroundColor;
		if ((channels(color)[3] ?? 1) > 0)
			return color;
	}
	return 'rgb(255, 255, 255)';
}
function hasText(element) {
	return [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
}

function measure(frame, scheme, width) {
	const view = frame.contentWindow, page = frame.contentDocument, wrong = [];
	const root = page.documentElement;
	const dark = view.matchMedia('(prefers-color-scheme: dark)').matches;
	if (dark !== (scheme === 'dark'))
		wrong.push('is shown in the other scheme');
	if ((luminance(background(view, page.body)) < 0.2) !== dark)
		wrong.push('paper is of the other scheme');
	if (view.innerWidth !== width)
		wrong.push(`is ${view.innerWidth} wide`);
	if (root.scrollWidth > width)
		wrong.push(`needs ${root.scrollWidth} of width`);
	if (page.scripts.length > 0 || page.images.length > 0)
		wrong.push('has scripts or images');
	for (const element of page.body.querySelectorAll('*')) {
		if (!hasText(element) || !element.checkVisibility())
			continue;
		const style = view.getComputedStyle(element);
		const color = element.namespaceURI.endsWith('svg') ? style.fill : style.color;
		const ratio = contrast(color, background(view, element));
		if (ratio < 4.5)
			wrong.push(`${element.tagName} has contrast ${ratio.toFixed(2)}`);
	}
	for (const svg of page.querySelectorAll('svg')) {
		const size = 11.5 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
		if (size < 9.5 || size > 16)
			wrong.push(`letters of a chart have ${size.toFixed(1)} px`);
		if (svg.getAttribute('role') !== 'img' || !svg.getAttribute('aria-label'))
			wrong.push('a chart has no text');
		for (const bar of svg.querySelectorAll('rect')) {
			const back = background(view, svg.parentElement);
			if (contrast(view.getComputedStyle(bar).fill, back) < 2.2)
				wrong.push(`bar ${bar.className.baseVal} is hardly seen`);
		}
		for (const text of svg.querySelectorAll('text')) {
			const box = text.getBoundingClientRect(), all = svg.getBoundingClientRect();
			if (box.left < all.left - 1 || box.right > all.right + 1)
				wrong.push(`'${text.textContent}' leaves its chart`);
		}
	}
	for (const cell of page.querySelectorAll('td.n, .figures'))
		if (!view.getComputedStyle(cell).fontVariantNumeric.includes('tabular-nums'))
			wrong.push('figures are not tabular');
	for (const part of page.querySelectorAll(':lang(zh)'))
		if (!view.getComputedStyle(part).fontFamily.includes('CJK SC') &&
		    !/pre|code/i.test(part.tagName))
			wrong.push(`${part.tagName} in Chinese has no Chinese font`);
	for (const region of page.querySelectorAll('.wide'))
		if (!region.getAttribute('aria-label') || region.tabIndex !== 0)
			wrong.push('a table that scrolls cannot be reached');
	return [...new Set(wrong)].join('; ') || 'fine';
}

async function main() {
	for (const [name, text] of REPORTS)
		for (const scheme of ['light', 'dark'])
			for (const width of [390, 1280]) {
				const frame = document.createElement('iframe');
				frame.style = `color-scheme: ${scheme}; width: ${width}px; height: 900px; border: 0`;
				frame.srcdoc = text;
				const loaded = new Promise(done => frame.onload = done);
				document.body.append(frame);
				await loaded;
				said.push(`${name} ${scheme} ${width}: ${measure(frame, scheme, width)}`);
				frame.remove();
			}
	document.querySelector('pre').textContent = said.join('\\n');
}
window.onload = main;
"""

reports = []
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as page:
        # All that can be unfolded is, so that it is measured too.
        text = page.read().replace("<details>", "<details open>")
        reports.append([os.path.basename(path).split(".")[0], text])
data = json.dumps(reports).replace("<", "\\u003c")
print(f"<!DOCTYPE html><meta charset=utf-8><title>{html.escape('measure')}</title><body><pre></pre>"
      f"<script>const REPORTS = {data};{SCRIPT}</script>")
