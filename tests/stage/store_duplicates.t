#!/bin/sh
# SPDX-License-Identifier: MIT
# store_duplicates.t - near-duplicates among stored articles: what is found, and what is kept apart

. tests/tap.sh

cd "$tap_tmp" || exit 1

# Articles from lines of URL, title and text, divided by tabs, through normalize.
articles()
{
	jq -Rc 'split("\t") | {record: "article", url: .[0], fetched_at: "2026-11-01T00:00:00Z",
		http_status: 200, page_kind: "article", title: .[1],
		blocks: [{type: "paragraph", text: .[2]}]}' | winnow-normalize --quiet
}
load() # DB
{
	articles | winnow-store --quiet "$1"
}

# A text of $1 characters by seed $2, and copies of it in which every $3rd character is another.
text()
{
	awk -v len="$1" -v seed="$2" -v every="${3:-0}" 'BEGIN {
		n = split("久 坐 腰 痛 骨 科 针 灸 热 敷 牵 引 随 访 检 查 血 压 药 片 食 欲 睡 眠 运 动", c, " ")
		srand(seed)
		for (i = 1; i <= len; i++) {
			k = int(rand() * n) + 1
			printf "%s", c[every && i % every == 0 ? k % n + 1 : k]
		}
		print "。" }'
}

story=$(text 400 1)
{
	printf 'https://www.example.org/b\t腰痛\t%s\n' "$story"
	printf 'https://m.example.org/b\t腰痛\t%s\n' "$story"
	printf 'https://www.example.net/copy\t腰痛\t%s\n' "$(text 400 1 40)"
	printf 'https://www.example.com/other\t腰痛\t%s\n' "$(text 400 2)"
	printf 'https://www.example.com/half\t腰痛\t%s%s\n' "$(text 200 1)" "$(text 200 3)"
} >pages
load a.db <pages
group='https://m.example.org/b	'
is 'copies and edited copies are one group by the smallest URL, others are not in it' \
	"$(winnow-store --duplicates a.db)" \
	"${group}https://m.example.org/b
${group}https://www.example.net/copy
${group}https://www.example.org/b"
sort -r pages | load b.db
ok 'the order in which they were stored makes no difference' sh -c \
	'winnow-store --duplicates a.db >a && winnow-store --duplicates b.db | cmp - a'
ok 'nothing was written into the database' sh -c 'winnow-store --check a.db &&
	[ "$(sqlite3 a.db "SELECT count(*) FROM article WHERE deleted IS NULL")" = 5 ]'
winnow-store --quiet --forget https://m.example.org/b a.db
is 'a page that is gone is in no group' "$(winnow-store --duplicates a.db)" \
	'https://www.example.net/copy	https://www.example.net/copy
https://www.example.net/copy	https://www.example.org/b'

# Sixteen diseases on one template: 120 pairs of texts that hardly differ.
template='是一种常见的疾病，任何年龄的人都可能得。患者多有疼痛、发热、乏力、食欲下降等表现，严重时影响日常生活和工作。诊断需要结合病史、体格检查和化验结果，必要时做影像学检查。治疗以休息、药物和对症处理为主，多数患者在两到四周内恢复。平时应注意饮食清淡、规律作息、适当运动，避免劳累和受凉，定期复查。如果症状加重或者持续不缓解，应当及时到医院就诊，由医生评估后调整治疗方案。得了'
for disease in 肺炎 胃炎 肝炎 肾炎 鼻炎 咽炎 膀胱炎 阑尾炎 胆囊炎 胰腺炎 关节炎 中耳炎 角膜炎 \
	结膜炎 牙龈炎 心肌炎; do
	printf 'https://www.example.org/%s\t%s的治疗\t%s%s%s不必惊慌。\n' \
		$disease $disease $disease "$template" $disease
done | load template.db
is 'there are sixteen such articles' \
	"$(sqlite3 template.db 'SELECT count(*) FROM article')" 16
is 'pages of one template about different diseases do not merge' \
	"$(winnow-store --duplicates template.db)" ''

# A hundred pairs: every 40th to 60th character is another, Jaccard about 0.82 to 0.88.
i=0
while [ $i -lt 100 ]; do
	i=$((i + 1))
	printf 'https://www.example.org/%s\t腰痛\t%s\n' $i "$(text 500 $((i + 100)))"
	printf 'https://www.example.net/%s\t腰痛\t%s\n' $i "$(text 500 $((i + 100)) $((40 + i % 20)))"
done | load pairs.db
winnow-store --duplicates pairs.db >pairs
is 'at least 95 of 100 edited copies are found' "$([ "$(wc -l <pairs)" -ge 190 ] && echo yes)" yes
is 'each with its original and nothing else' \
	"$(awk -F '\t' '{ sub(".*/", "", $1); sub(".*/", "", $2); if ($1 != $2) n++ }
		END { print n + 0 }' pairs)" 0

tap_end
