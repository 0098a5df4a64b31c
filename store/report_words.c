/* SPDX-License-Identifier: MIT */
/* report_words.c - every word that the report says itself, in each language it speaks */
#include "store/report_words.h"

#include <stddef.h>

static const struct {
	const char *name, *tag;
} languages[N_LANGUAGES] = {[LANGUAGE_EN] = {"en", "en"}, [LANGUAGE_ZH] = {"zh", "zh-Hans"}};

static const char *const words[N_WORDS][N_LANGUAGES] = {
    [WORD_TITLE] = {"The night in review", "夜间抓取报告"},
    [WORD_NIGHT_OF] = {"Night of", "夜次"},
    [WORD_OF_SITE] = {"Only the site", "仅站点"},
    [WORD_NOTHING_STORED] = {"Nothing has been stored yet. The report fills itself with the first "
			     "night.",
	"尚无入库内容。第一夜之后，报告自会充实。"},
    [WORD_MORE] = {"The list goes on; its head is shown.", "列表未完，仅示前列。"},
    [WORD_GOOD_NIGHT] = {"A good night.", "一夜正常。"},
    [WORD_LOOK_AT] = {"To look at:", "需查看："},
    [WORD_BAD_NIGHT] = {"Nothing good came in.", "没有抓到任何有效页面。"},
    [WORD_LOOKS] = {"Worth a look", "需要留意"},
    [WORD_NIGHTS] = {"Night by night", "逐夜情况"},
    [WORD_FIELDS] = {"How full the fields are", "字段填充率"},
    [WORD_FAILURES] = {"What did not come", "未取得的页面"},
    [WORD_HOSTS] = {"Slowest hosts", "最慢的主机"},
    [WORD_RULES] = {"What the rules removed", "规则删除的内容"},
    [WORD_ARTICLES] = {"New and changed articles", "新增与变更的文章"},
    [WORD_TWINS] = {"Near-duplicates", "近似重复"},
    [WORD_NO_LOOKS] = {"Nothing stands out.", "没有异常。"},
    [WORD_NO_FAILURES] = {"Everything that was asked for came.", "所有请求均已取得。"},
    [WORD_NO_HOSTS] = {"No host answered often enough to be measured.",
	"没有主机的应答次数足以衡量快慢。"},
    [WORD_NO_RULES] = {"The rules have removed nothing.", "规则未删除任何内容。"},
    [WORD_NO_ARTICLES] = {"None in this night.", "本夜没有。"},
    [WORD_NO_TWINS] = {"No article says nearly the same as another.", "没有内容近似的文章。"},
    [WORD_TWINS_TOO_MANY] = {"There are more articles than a report compares; winnow-store "
			     "--duplicates compares them all.",
	"文章数量超出报告的比对上限；winnow-store --duplicates 可全部比对。"},
    [WORD_LOOKS_NOTE] = {"The last night beside the seven before it; of a site's pages, so many of "
			 "those asked for.",
	"最近一夜与此前七夜相比；站点数字为“符合的页数 / 请求的页数”。"},
    [WORD_NIGHTS_NOTE] =
	{"An address counts once a night, with what became of it in the end. Times "
	 "are UTC.",
	    "每个地址每夜只计一次，以最终结果为准。时间为 UTC。"},
    [WORD_FIELDS_NOTE] = {"Share of a site's stored articles that have the field. Where the "
			  "articles of the last night have it much less often, the share of before "
			  "stands there and, marked ▼, theirs.",
	"各站点已入库文章中含有该字段的比例。若最近一夜的文章明显更低，则列出此前的比例，"
	"并以 ▼ 标出该夜的比例。"},
    [WORD_FAILURES_NOTE] = {"Addresses of the last night that were failed, deferred or denied.",
	"最近一夜失败、推迟或被拒绝的地址。"},
    [WORD_HOSTS_NOTE] = {"By the time from one answer to the next, as far as the database knows: "
			 "it holds the wait that politeness asks for as well as the host's own.",
	"按相邻两次应答的间隔排列。数据库只知道间隔：其中既有礼貌等待，也有主机自身的耗时。"},
    [WORD_RULES_NOTE] = {"Over the stored articles as they are now, not over one night.",
	"统计对象为当前入库的全部文章，而非某一夜。"},
    [WORD_ARTICLES_NOTE] = {"The latest of the last night, each with what was taken out of it.",
	"最近一夜中最新的文章，以及从中删除的内容。"},
    [WORD_TWINS_NOTE] = {"Stored articles that say nearly the same under several addresses.",
	"多个地址下内容几乎相同的已入库文章。"},
    [WORD_NEW] = {"New", "新增"},
    [WORD_CHANGED] = {"Changed", "变更"},
    [WORD_UNCHANGED] = {"Unchanged", "未变"},
    [WORD_DELETED] = {"Gone", "消失"},
    [WORD_STOCK] = {"Articles stored", "入库文章"},
    [WORD_ASKED] = {"Addresses", "地址"},
    [WORD_GOOD] = {"Good", "有效"},
    [WORD_TROUBLED] = {"Failed or deferred", "失败或推迟"},
    [WORD_SPEED] = {"Pages a second", "每秒页数"},
    [WORD_RUNS] = {"Runs", "运行"},
    [WORD_NIGHT] = {"Night", "夜次"},
    [WORD_SITE] = {"Site", "站点"},
    [WORD_WHOLE_NIGHT] = {"The night", "整夜"},
    [WORD_COLON] = {": ", "："},
    [WORD_LAST_NIGHT] = {"Last night", "最近一夜"},
    [WORD_BEFORE] = {"Before", "此前"},
    [WORD_HOST] = {"Host", "主机"},
    [WORD_ANSWERS] = {"Answers", "应答数"},
    [WORD_SPACING] = {"Seconds between answers", "应答间隔（秒）"},
    [WORD_SPAN] = {"Seconds from first to last", "首末间隔（秒）"},
    [WORD_TIMEOUTS] = {"Timeouts", "超时"},
    [WORD_DEFERRED_SHARE] = {"Deferred", "推迟比例"},
    [WORD_REASON] = {"Reason", "原因"},
    [WORD_STATUS] = {"Status", "状态码"},
    [WORD_DENIED] = {"Denied", "被拒绝"},
    [WORD_DEFERRED] = {"Deferred", "推迟"},
    [WORD_FAILED] = {"Failed", "失败"},
    [WORD_CLASS] = {"Class", "类别"},
    [WORD_ADDRESSES] = {"Addresses", "地址数"},
    [WORD_SHARE] = {"Share", "比例"},
    [WORD_EXAMPLE] = {"Example", "示例"},
    [WORD_RULE] = {"Rule", "规则"},
    [WORD_HITS] = {"Texts removed", "删除次数"},
    [WORD_TOUCHED] = {"Articles", "涉及文章"},
    [WORD_BY_REASON] = {"By reason", "按原因"},
    [WORD_BY_SITE] = {"By site", "按站点"},
    [WORD_GROUP] = {"articles that say nearly the same", "篇内容近似的文章"},
    [WORD_CHART_ARTICLES] = {"Articles", "文章"},
    [WORD_CHART_OUTCOMES] = {"What became of the addresses", "地址的结果"},
    [WORD_CHART_SPEED] = {"Throughput", "吞吐量"},
    [WORD_AXIS_ARTICLES] = {"articles a night", "篇／夜"},
    [WORD_AXIS_ADDRESSES] = {"addresses a night", "地址／夜"},
    [WORD_AXIS_SPEED] = {"pages a second", "页／秒"},
    [WORD_AXIS_NIGHTS] = {"night", "夜次"},
    [WORD_AS_TABLE] = {"The same in numbers", "数据表"},
    [WORD_HIGHEST] = {"highest", "最高"},
    [WORD_CLASS_OK] = {"ok", "正常"},
    [WORD_CLASS_NOT_MODIFIED] = {"not modified", "未修改"},
    [WORD_CLASS_REDIRECTED] = {"redirected", "重定向"},
    [WORD_CLASS_DENIED] = {"denied", "被拒绝"},
    [WORD_CLASS_DEFERRED] = {"deferred", "推迟"},
    [WORD_CLASS_FAILED] = {"failed", "失败"},
    [WORD_CLASS_DUPLICATE] = {"duplicate", "重复"},
    [WORD_FIELD_TITLE] = {"Title", "标题"},
    [WORD_FIELD_AUTHORS] = {"Authors", "作者"},
    [WORD_FIELD_PUBLISHED] = {"Published", "发布日期"},
    [WORD_FIELD_MODIFIED] = {"Modified", "修改日期"},
    [WORD_FIELD_LANGUAGE] = {"Language", "语言"},
    [WORD_FIELD_RELATED] = {"Related", "相关文章"},
    [WORD_FIELD_TERMS] = {"Terms", "术语"},
    [WORD_FIELD_DISCLAIMER] = {"Disclaimer", "免责声明"},
    [WORD_FIELD_BODY] = {"Body, median bytes", "正文中位数（字节）"},
    [WORD_LOOK_SILENT] = {"Silent: it gave articles, and no page answers well",
	"沉默：此前有文章，现无页面正常应答"},
    [WORD_LOOK_TURNED] = {"Turned: pages that were articles are none any more",
	"变样：原为文章的页面不再是文章"},
    [WORD_LOOK_FAILING] = {"Failing: less than half of the usual share of pages answers well",
	"故障：正常应答的比例不及平常的一半"},
    [WORD_LOOK_NOTHING_NEW] = {"Nothing new, where three articles a night or more are usual",
	"没有新文章，而平常每夜有三篇以上"},
    [WORD_LOOK_NOT_ASKED] = {"Not visited, though it was before", "未访问，而此前有访问"},
    [WORD_LOOK_GONE] = {"Many articles gone", "大量文章消失"},
    [WORD_LOOK_FIELD] = {"Field is missing more often", "字段缺失增多"},
    [WORD_LOOK_PARTIAL] = {"Runs that ended before their end was seen", "未见结束标记的运行"},
    [WORD_LOOK_REJECTS] = {"Lines that could not be stored", "无法入库的行"},
    [WORD_BYTES] = {"bytes", "字节"},
    [WORD_REMOVED] = {"Removed", "已删除"},
    [WORD_NOTHING_REMOVED] = {"Nothing was removed", "没有删除内容"},
    [WORD_UNTITLED] = {"(without a title)", "（无标题）"},
    [WORD_FOOT] =
	{"Made by winnow-report from one state of the database, which it does not change.",
	    "由 winnow-report 依据数据库的同一状态生成，不改动数据库。"},
};

const char *
word_in(enum language language, enum word word)
{
	return words[word][language];
}

bool
language_read(struct str name, enum language *language)
{
	for (int i = 0; i < N_LANGUAGES; i++)
		if (str_eq(name, str_from(languages[i].name))) {
			*language = (enum language)i;
			return true;
		}
	return false;
}

const char *
language_tag(enum language language)
{
	return languages[language].tag;
}
