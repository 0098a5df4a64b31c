/* SPDX-License-Identifier: MIT */
/* date_words.c - the words that dates are written with, in the languages of the web */
#include "parse/date_words.h"

#include <stdint.h>

#include <unicase.h>
#include <unictype.h>

#include "lib/ascii.h"
#include "parse/utf8.h"

#define N(array) (sizeof(array) / sizeof *(array))

#define WORD_MAX 40 /* bytes; longer words are not ours */

/* In small letters: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian,
 * Ukrainian, Turkish, Swedish, Danish and Norwegian, Finnish, Czech, Slovak, Hungarian, Romanian,
 * Indonesian, Greek; nominative, genitive, short. */
static const char *const MONTHS[] = {
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari styczeń "
    "stycznia sty январь января янв січень січня січ ocak oca tammikuuta tammikuu leden "
    "ledna január január januára ianuarie ian ιανουάριος ιανουαρίου ιαν",
    "february feb februar feber février fevrier févr fevr fév febrero febbraio febr "
    "fevereiro fev februari luty lutego lut февраль февраля фев лютий лютого лют şubat "
    "şub subat helmikuuta helmikuu únor února február februára februarie pebruari "
    "φεβρουάριος φεβρουαρίου φεβ",
    "march mar märz maerz mär mrz mars marzo março marco maart mrt marzec marca март "
    "марта мар березень березня бер mart marts maaliskuuta maaliskuu březen března marec "
    "március márc martie maret μάρτιος μαρτίου μαρ",
    "april apr avril avr abril abr aprile kwiecień kwietnia kwi апрель апреля апр квітень "
    "квітня квіт nisan nis huhtikuuta huhtikuu duben dubna apríl apríla április ápr "
    "aprilie απρίλιος απριλίου απρ",
    "may mai mayo maggio mag maio mei maj maja май мая травень травня трав mayıs mayis "
    "toukokuuta toukokuu květen května máj mája május máj μάιος μαΐου μάι",
    "june jun juni juin junio giugno giu junho czerwiec czerwca cze июнь июня июн червень "
    "червня чер haziran haz kesäkuuta kesäkuu červen června jún júna június iunie iun "
    "ιούνιος ιουνίου",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca lip июль июля июл "
    "липень липня temmuz tem heinäkuuta heinäkuu červenec července júl júla július iulie "
    "iul ιούλιος ιουλίου",
    "august aug août aout agosto ago augustus agustus sierpień sierpnia sie август "
    "августа авг серпень серпня серп ağustos agustos ağu elokuuta elokuu srpen srpna "
    "augusta augusztus αύγουστος αυγούστου αυγ",
    "september sept sep septembre septiembre setiembre settembre set setembro wrzesień "
    "września wrz сентябрь сентября сен сент вересень вересня вер eylül eylul eyl "
    "syyskuuta syyskuu září septembra szeptember szept septembrie σεπτέμβριος σεπτεμβρίου "
    "σεπ",
    "october oct oktober okt octobre octubre ottobre ott outubro out październik "
    "października paź октябрь октября окт жовтень жовтня жовт ekim eki lokakuuta lokakuu "
    "říjen října október októbra octombrie οκτώβριος οκτωβρίου οκτ",
    "november nov novembre noviembre novembro listopad listopada lis ноябрь ноября ноя "
    "нояб kasım kasim kas marraskuuta marraskuu listopadu novembra noiembrie nopember "
    "νοέμβριος νοεμβρίου νοε",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro "
    "grudzień grudnia gru декабрь декабря дек грудень грудня груд aralık aralik ara "
    "joulukuuta joulukuu prosinec prosince decembra decembrie desember des δεκέμβριος "
    "δεκεμβρίου δεκ",
};

static const char *const JOINTS = "de del of d the den di mese do";
static const char *const TIME_JOINTS = "t at um à às alle kl ore o в о a las om klo ore saat u";

static const char *const WEEKDAYS =
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 "
    "周六 周日 週一 週二 週三 週四 週五 週六 週日 月曜日 火曜日 水曜日 木曜日 金曜日 "
    "土曜日 日曜日 월요일 화요일 수요일 목요일 금요일 토요일 일요일 monday tuesday "
    "wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat "
    "sun montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves "
    "viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "segunda terça quarta quinta sexta feira maandag dinsdag woensdag donderdag vrijdag "
    "zaterdag zondag poniedziałek wtorek środa czwartek piątek sobota niedziela "
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс "
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar";

/* What stands before a date; where one begins another, the longer counts. */
static const struct {
	const char *words;
	enum date_label label;
} LABELS[] = {
    {"发布时间 发布日期 发表时间 发表日期 发布于 发表于 发表在 发布在 发布 发表 首次发布 "
     "上线时间 创建时间 添加时间 刊登时间 發布時間 發布日期 發表時間 發表於 發布於 發佈於 "
     "發布 發表 刊登日期 上架日期 公開日 投稿日 掲載日 配信 公開 投稿 掲載 등록일 등록 "
     "입력 게시일 게시 작성일 발행일 승인",
	DATE_PUBLISHED},
    {"published posted released release created issued veröffentlicht erstellt publié "
     "publie publication paru créé publicado publicada publicación pubblicato pubblicata "
     "pubblicazione gepubliceerd geplaatst opublikowano opublikowany dodano опубликовано "
     "опубликована опубліковано yayınlanma yayınlandı yayın publicerad publicerat "
     "publiceret publisert udgivet julkaistu publikováno vydáno megjelent publicat "
     "diterbitkan δημοσιεύθηκε đăng",
	DATE_PUBLISHED},
    {"更新时间 更新日期 最近更新 最后更新 更新于 更新 修改时间 最后修改 修订日期 更新時間 "
     "最後更新 更新於 修改時間 更新日 最終更新日 最終更新 수정일 수정 업데이트",
	DATE_MODIFIED},
    {"updated modified revised reviewed edited changed update aktualisiert geändert stand "
     "letzte mis actualisé modifié actualizado actualizada modificado atualizado "
     "atualizada aggiornato aggiornata aggiornamento bijgewerkt gewijzigd zaktualizowano "
     "aktualizacja обновлено обновлена изменено оновлено güncelleme güncellenme "
     "güncellendi uppdaterad uppdaterat opdateret oppdatert päivitetty aktualizováno "
     "frissítve actualizat diperbarui ενημερώθηκε",
	DATE_MODIFIED},
    {"注册时间 注册日期 注册于 註冊時間 註冊日期 加入时间 加入時間 登録日 가입일 joined "
     "registered registriert mitglied beigetreten inscrit registrado registrada iscritto "
     "geregistreerd dołączył зарегистрирован kayıt liittynyt registrován",
	DATE_OF_PERSON},
};

/* What may stand between a label and its date, or behind a date. */
static const char *const FILLERS =
    "last first on at am le la el em il op das date time originally medically à jour às "
    "um uhr en den fecha data datum tarihi tarih tanggal ngày г года р r hrs the article "
    "post by de 北京时间 时间 日期 於 于 최종 기사 号";

/* Japan's and the Republic of China's. */
static const struct {
	struct str name;
	int before_first;
} ERAS[] = {
    {STR_INIT("令和"), 2018},
    {STR_INIT("平成"), 1988},
    {STR_INIT("民國"), 1911},
    {STR_INIT("民国"), 1911},
};

/* CST is China's and Chicago's, BST Britain's and Bangladesh's: they say nothing. */
static const struct {
	const char *name;
	int minutes;
} ZONES[] = {
    {"z", 0},
    {"utc", 0},
    {"gmt", 0},
    {"est", -300},
    {"edt", -240},
    {"cdt", -300},
    {"mst", -420},
    {"mdt", -360},
    {"pst", -480},
    {"pdt", -420},
    {"cet", 60},
    {"cest", 120},
    {"eet", 120},
    {"eest", 180},
    {"msk", 180},
    {"hkt", 480},
    {"sgt", 480},
    {"jst", 540},
    {"kst", 540},
    {"aest", 600},
    {"aedt", 660},
};

static const struct {
	struct str mark;
	bool afternoon;
} HALVES[] = {
    {STR_INIT("上午"), false},
    {STR_INIT("凌晨"), false},
    {STR_INIT("早上"), false},
    {STR_INIT("午前"), false},
    {STR_INIT("오전"), false},
    {STR_INIT("下午"), true},
    {STR_INIT("晚上"), true},
    {STR_INIT("中午"), true},
    {STR_INIT("午後"), true},
    {STR_INIT("오후"), true},
    {STR_INIT("a.m."), false},
    {STR_INIT("p.m."), true},
    {STR_INIT("am"), false},
    {STR_INIT("pm"), true},
};

/* A letter of the alphabets that part their words by spaces. */
static bool
is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	return c < 0x2000 && uc_is_alpha(c) && !(c >= 0x1100 && c <= 0x11ff);
}

size_t
date_word_len(struct str text)
{
	size_t at = 0, len;
	while (at < text.len && is_letter(utf8_decode(str_slice(text, at, text.len), &len)))
		at += len;
	return at < text.len ? at : text.len;
}

/* A word in small letters, in `out` (WORD_MAX bytes); absent when it is too long. */
static struct str
fold(struct str word, char *out)
{
	size_t n = 0, len;
	for (size_t at = 0; at < word.len; at += len) {
		uint32_t c = utf8_decode(str_slice(word, at, word.len), &len);
		if (n + UTF8_MAX > WORD_MAX)
			return (struct str){NULL, 0};
		n += utf8_encode(uc_tolower(c), out + n);
	}
	return (struct str){out, n};
}

static bool
is_in(struct str word, const char *words)
{
	struct str rest = str_from(words);
	while (rest.ptr) {
		if (str_eq(word, str_cut(&rest, ' ')))
			return true;
	}
	return false;
}

static bool
is_in_nocase(struct str word, const char *words)
{
	char folded[WORD_MAX];
	struct str small = fold(word, folded);
	return small.len > 0 && is_in(small, words);
}

int
date_month(struct str word)
{
	char folded[WORD_MAX];
	struct str small = fold(word, folded);
	for (int i = 0; small.len > 0 && i < 12; i++) {
		if (is_in(small, MONTHS[i]))
			return i + 1;
	}
	return 0;
}

bool
date_is_joint(struct str word)
{
	return is_in_nocase(word, JOINTS);
}

bool
date_is_time_joint(struct str word)
{
	return is_in_nocase(word, TIME_JOINTS);
}

/* The longest of the words that the text begins with; an alphabet's words must end there. */
static size_t
prefix_len(struct str text, const char *words)
{
	size_t word_len = date_word_len(text), longest = 0;
	if (word_len > 0)
		return is_in_nocase(str_slice(text, 0, word_len), words) ? word_len : 0;
	struct str rest = str_from(words);
	while (rest.ptr) {
		struct str word = str_cut(&rest, ' ');
		if (word.len > longest && str_starts(text, word))
			longest = word.len;
	}
	return longest;
}

bool
date_is_abbreviation(struct str word)
{
	size_t n = 0, len;
	for (size_t at = 0; at < word.len; at += len, n++) {
		if (!uc_is_upper(utf8_decode(str_slice(word, at, word.len), &len)))
			return false;
	}
	return n >= 2 && n <= 5;
}

size_t
date_weekday_len(struct str text)
{
	return prefix_len(text, WEEKDAYS);
}

size_t
date_label_len(struct str text, enum date_label *label)
{
	size_t longest = 0;
	for (size_t i = 0; i < N(LABELS); i++) {
		size_t len = prefix_len(text, LABELS[i].words);
		if (len > longest) {
			longest = len;
			*label = LABELS[i].label;
		}
	}
	return longest;
}

size_t
date_filler_len(struct str text)
{
	return prefix_len(text, FILLERS);
}

size_t
date_era_len(struct str text, int *before_first)
{
	for (size_t i = 0; i < N(ERAS); i++) {
		if (str_starts(text, ERAS[i].name)) {
			*before_first = ERAS[i].before_first;
			return ERAS[i].name.len;
		}
	}
	return 0;
}

size_t
date_zone_len(struct str text, int *minutes)
{
	struct str word = str_slice(text, 0, date_word_len(text));
	for (size_t i = 0; i < N(ZONES); i++) {
		if (str_eq_nocase(word, str_from(ZONES[i].name))) {
			*minutes = ZONES[i].minutes;
			return word.len;
		}
	}
	return 0;
}

size_t
date_half_len(struct str text, bool *afternoon)
{
	for (size_t i = 0; i < N(HALVES); i++) {
		struct str mark = HALVES[i].mark;
		bool letters = ascii_is_alpha(mark.ptr[mark.len - 1]);
		if (str_starts_nocase(text, mark) &&
		    (!letters || date_word_len(text) == mark.len)) {
			*afternoon = HALVES[i].afternoon;
			return mark.len;
		}
	}
	return 0;
}
