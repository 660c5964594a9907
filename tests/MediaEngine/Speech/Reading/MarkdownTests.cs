using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Tests.Speech.Reading;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("# Welcome", "Welcome")]
    [InlineData("### News ###", "News")]
    [InlineData("#hashtag", "#hashtag")]
    [InlineData("**Bold** and _emphasis_, *so* ***both*** __too__.", "Bold and emphasis, so both too.")]
    [InlineData("**bold _and_ more**", "bold and more")]
    [InlineData("これは**重要**です", "これは重要です")]
    [InlineData("~~old~~ ==Note== `code_here`", "old Note code_here")]
    [InlineData("2 * 3 * 4 and 2*3*4 and 2**3", "2 * 3 * 4 and 2*3*4 and 2**3")]
    [InlineData("snake_case_name and a == b == c", "snake_case_name and a == b == c")]
    [InlineData("- one\n* two\n+ three\n• four\n- [x] done", "one\ntwo\nthree\nfour\ndone")]
    [InlineData("1. first\n2. second", "1. first\n2. second")]
    [InlineData("a\n\n---\n\n***\nb", "a\n\n\nb")]
    [InlineData("Title\n=====\ntext", "Title\ntext")]
    [InlineData("> quoted\n>> twice\n> 5", "quoted\ntwice\n> 5")]
    [InlineData("see [the site](https://e.org/a_(b) \"t\") ![a cat](c.png)", "see the site a cat")]
    [InlineData("see [this][1].\n\n[1]: https://e.org", "see this.\n")]
    [InlineData("Known.[^1]\n\n[^1]: By whom.", "Known.\n\nBy whom.")]
    [InlineData("| Name | Age |\n|:-----|----:|\n| Ann | 5 |", "Name, Age\nAnn, 5")]
    [InlineData("Name | Age\n--- | ---\nAnn | 5\n\na | b", "Name, Age\nAnn, 5\n\na | b")]
    [InlineData("```python\nx = _a_\n```\nend", "x = _a_\nend")]
    [InlineData(@"5 \* 3 \# \_x\_", "5 * 3 # _x_")]
    [InlineData("<p>Hello <b class=\"x\">there</b><br/>you</p> &amp; me&nbsp;&#33;", "Hello there\nyou\n & me\u00A0!")]
    [InlineData("<script>alert(1)</script><!-- no -->Yes <https://e.org> <a@b.co>", "Yes https://e.org a@b.co")]
    [InlineData("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", "漢字")]
    [InlineData("x < y and z > w, i <3 u", "x < y and z > w, i <3 u")]
    [InlineData("see [this][1], [That][], [one][2].\n\n[1]: /a/b.html\n[that]: e.org\n[2]: <x>", "see this, That, one.\n")]
    [InlineData("[Site](https://e.org), [b](#top), [c](../up), f[x](https://e.org), [m](mailto:a@b.co), [d](docs/a)", "Site, b, c, fx, m, d")]
    [InlineData("```c++\na\n\n~~~\nb\n```\nend", "a\n\n~~~\nb\nend")]
    [InlineData("<ul><li>one<li>two</ul><p>three<input disabled><a href=x>four</a>", "onetwothreefour")]
    [InlineData("say _“so”_, _really!_ and (_this_)", "say “so”, really! and (this)")]
    public void Marks_go_and_what_they_mark_stays(string written, string plain) =>
        Markdown.Strip(written).ShouldBe(plain);

    [Theory]
    [InlineData("[Alice]: Hello")]
    [InlineData("[Alice]: Hello.\n[Bob]: Yes/no\n[Ann]: O.K.")]
    [InlineData("[A]: こんにちは\n[B]: はい。")]
    [InlineData("``` Hello there\nyou")]
    [InlineData("```text\nHello")]
    [InlineData("Seen in [3][4], array[0][1] and f[x](y), f[i](a.b)")]
    [InlineData("a <b and c> d")]
    [InlineData("if i<s and s>0, or x<p and q>r")]
    [InlineData("Use <b> and <i> tags, or </u>")]
    [InlineData("(^_^)v (^_^)/ ^_^ m(_ _)m (>_<) T_T (*^_^*) hi (*^_^*) _(._.)_")]
    public void What_only_looks_like_a_mark_stays(string written) => Markdown.Strip(written).ShouldBe(written);
}
