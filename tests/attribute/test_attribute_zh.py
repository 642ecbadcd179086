"""Who said what in Chinese, on invented sentences: one test a construction."""

from __future__ import annotations

import pytest

from firsthand.attribute.tables import lexicon
from firsthand.attribute.unspaced import Vocabulary, grouped
from firsthand.records import Report

from . import said
from .said import only, speaker, words


def analysed(text: str) -> Report:
    return said.analysed(text, "zh")


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        ("“水坝不会垮。”市长奥杜亚说。", "水坝不会垮。", "市长奥杜亚", "说"),
        ("米拉·奥杜亚在接受采访时说：“水坝不会垮。”", "水坝不会垮。", "米拉·奥杜亚", "说"),
        ("「水壩不會垮。」市長周一表示。", "水壩不會垮。", "市長", "表示"),
        ("市长28日在会上强调，“水坝不会垮”。", "水坝不会垮", "市长", "强调"),
        ("“水坝会垮吗？”一名记者问道。", "水坝会垮吗？", "一名记者", "问道"),
    ],
)
def test_direct(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content)
    assert found.mode == "direct"
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


def test_speech_on_both_sides_of_its_cue_is_one() -> None:
    report = analysed("“水坝不会垮，”工程师周一说，“道路也会开放。”")
    (found,) = report.attributions
    assert words(report, found.content) == "水坝不会垮， … 道路也会开放。"
    assert words(report, found.mention) == "工程师"


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        ("奥杜亚28日对新华社说，水坝是安全的，但道路仍然关闭。",
         "水坝是安全的，但道路仍然关闭", "奥杜亚", "说"),
        ("周一，一位居民在电话中告诉路透社，他看到了洪水。", "他看到了洪水", "一位居民", "告诉"),
        ("一名不愿透露姓名的官员说，水坝并不安全。",
         "水坝并不安全", "一名不愿透露姓名的官员", "说"),
        ("外交部发言人李建国在记者会上指出两国将继续谈判。",
         "两国将继续谈判", "外交部发言人李建国", "指出"),
        ("警方要求居民离开家园。", "居民离开家园", "警方", "要求"),
        ("工程师否认水坝存在裂缝。", "水坝存在裂缝", "工程师", "否认"),
        ("据河谷日报报道，水坝周一决口。", "水坝周一决口", "河谷日报", "据"),
        ("水坝周一决口，据警方透露。", "水坝周一决口", "警方", "据"),
        ("根据委员会的说法，水坝已经老化。", "水坝已经老化", "委员会", "根据"),
        ("据警方周二发布的一份报告显示，水坝已经老化。",
         "水坝已经老化", "警方周二发布的一份报告", "据"),
        ("在工程师看来，水坝已经无法修复。", "水坝已经无法修复", "工程师", "在"),
        ("正如市长所说，水坝已经老化。", "水坝已经老化", "市长", "正如"),
        ("反对党对市长的决定表示强烈不满。", "对市长的决定", "反对党", "表示强烈不满"),
        ("该工程师被警方指控隐瞒报告。", "隐瞒报告", "警方", "指控"),
        ("该工程师被审问时承认隐瞒报告。", "隐瞒报告", "该工程师", "承认"),
        ("如果总统同意拨款，水坝就会修好。", "拨款", "总统", "同意"),
        ("市長表示，水壩是安全的。", "水壩是安全的", "市長", "表示"),
    ],
)  # fmt: skip
def test_indirect(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content)
    assert found.mode == "indirect"
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


def test_mixed_speech() -> None:
    report = analysed("市长称赞工程师的工作“非常出色”。")
    assert only(report, "工程师的工作").mode == "mixed"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("据称，两名渔民失踪。", "两名渔民失踪"),
        ("有消息称水坝已经决口。", "水坝已经决口"),
        ("该男子被指控盗窃公款。", "盗窃公款"),
    ],
)
def test_nobody_is_named(text: str, content: str) -> None:
    report = analysed(text)
    found = only(report, content)
    assert words(report, found.content) == content
    assert found.mention == ()
    assert speaker(report, found) is None


def test_verbs_in_a_row_share_their_subject() -> None:
    report = analysed("市政府批评工程公司隐瞒报告，称这是犯罪，并表示希望尽快修复水坝。")
    found = [(words(report, a.mention), words(report, a.content)) for a in report.attributions]
    assert found == [
        ("市政府", "工程公司隐瞒报告"),
        ("市政府", "这是犯罪"),
        ("市政府", "尽快修复水坝"),
    ]


def test_within_a_report_the_subject_is_that_of_the_report() -> None:
    report = analysed("据河谷日报报道，警方找到了钥匙，并表示那是市长的。")
    outer, inner = report.attributions
    assert inner.parent == outer.id
    assert words(report, inner.mention) == "警方"


def test_a_contrast_with_a_subject_of_its_own_ends_the_content() -> None:
    report = analysed("工程师认为，水坝是安全的，而渔民担心河水上涨。")
    assert words(report, only(report, "水坝").content) == "水坝是安全的"
    assert words(report, only(report, "河水").mention) == "渔民"


def test_names_offices_and_pronouns_are_one_speaker() -> None:
    text = (
        "市长米拉·奥杜亚说，水坝是安全的。警长彼得·克鲁姆否认存在裂缝。"
        "她还说，道路会开放。奥杜亚市长承诺提供援助。"
    )
    report = analysed(text)
    assert [a.force for a in report.attributions] == ["state", "deny", "state", "promise"]
    assert speaker(report, only(report, "存在裂缝")) == "彼得·克鲁姆"
    assert speaker(report, only(report, "提供援助")) == "米拉·奥杜亚"


def test_a_pronoun_keeps_its_gender() -> None:
    text = "女工程师安娜·里维拉说，水坝会垮。她还说，河水在上涨。他补充道：“没有危险。”"
    report = analysed(text)
    assert speaker(report, only(report, "河水")) == "安娜·里维拉"
    assert speaker(report, only(report, "没有危险")) is None


def test_kinds_of_speakers() -> None:
    text = (
        "法国宣布将提供援助。财政部表示，资金已经到位。一名官员说，援助不够。"
        "李建国说，他很感激。外媒称，援助来得太晚。"
    )
    kinds = {s.name: s.kind for s in analysed(text).speakers}
    assert kinds == {
        "法国": "country",
        "财政部": "organisation",
        "一名官员": "unnamed",
        "李建国": "person",
        "外媒": "outlet",
    }


def test_a_headline_names_its_speaker_before_a_colon() -> None:
    body = "市长奥杜亚周二表示，检查已经完成，道路也会很快重新开放。"
    report = analysed(f"奥杜亚：水坝没有危险\n\n{body}")
    found = only(report, "水坝没有危险")
    assert speaker(report, found) == "奥杜亚"
    assert len(analysed(f"河谷市：三人失踪\n\n{body}").attributions) == 1


@pytest.mark.parametrize(
    "text",
    [
        "小说的名称引起了评论家的批评。",
        "他的说法没有根据。",
        "市长拒绝透露细节。",
        "水坝遭到强烈批评。",
        "委员会发布了初步报告，道路随后关闭。",
        "对居民来说价格太高。",
    ],
)
def test_what_is_no_attribution(text: str) -> None:
    assert analysed(text).attributions == ()


def _cut(text: str, known: Vocabulary) -> list[str]:
    return [text[s:e] for s, e in grouped(text, ((k, k + 1) for k in range(len(text))), known)]


def test_words_are_cut_by_longest_match() -> None:
    known = Vocabulary(frozenset({"说", "说道", "道路", "市长", "里", "后"}), 2, frozenset({"里"}))
    assert _cut("市长说道路关闭", known) == ["市长", "说", "道路", "关闭"]
    assert _cut("佩里·里诺说道", known) == ["佩里·里诺", "说道"]
    assert _cut("里后", known) == ["里", "后"]
    assert _cut("", known) == []


def test_the_table_knows_both_scripts() -> None:
    known = lexicon("zh")
    assert {"说", "說", "表示", "认为", "認為"} <= set(known.cues)
    assert lexicon("es").vocabulary is None
