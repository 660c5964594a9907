using System.Text;
using System.Text.Json;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Cosmos;

namespace Understudy.Infrastructure.Tests.Cosmos;

public sealed class CosmosItemTests
{
    private static readonly DateTimeOffset _now = new FakeClock().GetUtcNow();

    [Fact]
    public void Only_declared_fields_are_indexed()
    {
        JsonElement item = Item(new Note
        {
            Id = "a",
            Title = "t",
            Details = new NoteDetails("x"),
            Anything = new Dictionary<string, string> { ["word"] = "w", ["long"] = new('x', 1001), ["no path"] = "n" },
        });
        item.GetProperty("pk").GetString().ShouldBe("note/p");
        item.GetProperty("x").GetProperty("f").GetRawText().ShouldBe("""
            {"title":"t","rank":null,"score":null,"flag":null,"mood":"calm","createdAt":null,"details":{"topic":"x"},"anything":{"word":"w"}}
            """);
        item.TryGetProperty("ttl", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_document_stays_legible_unless_a_number_would_change()
    {
        Item(new Note { Id = "a", Rank = 1L << 53, Score = 0.1 }).GetProperty("d").ValueKind.ShouldBe(JsonValueKind.Object);
        Item(new Note { Id = "a", Rank = (1L << 53) + 1 }).GetProperty("d").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public void Cosmos_forgets_later_than_the_document_expires()
    {
        Item(new Note { Id = "a", ExpiresAt = _now.AddMinutes(1) }).GetProperty("ttl").GetInt32().ShouldBe(3660);
        Item(new Note { Id = "a", ExpiresAt = _now.AddYears(1000) }).GetProperty("ttl").GetInt32().ShouldBe(int.MaxValue);
    }

    [Fact]
    public void Sortable_texts_have_the_order_of_code_points_by_units_and_by_bytes()
    {
        string[] texts =
        [
            "", "\0", "a", "ab", "b", "\uD7FF", "\uE000", "\uE000z", "\uFFFD", "\uFFFE", "\uFFFEz", "\uFFFF", "\uFFFFz",
            "\U00010000", "\U00010000a", "\U00010001", "😀", "\U0010FFFF", "\U0010FFFFz",
        ];
        string[] sortable = [.. texts.Select(SortableText.From)];
        sortable.Order(StringComparer.Ordinal).ShouldBe(sortable);
        sortable.Order(Comparer<string>.Create((a, b) =>
            Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)))).ShouldBe(sortable);
    }

    [Fact]
    public void An_etag_is_read_as_it_was_written_and_nothing_else_is_one()
    {
        CosmosETag etag = new("\"0000.d-1\"", _now, ["a", "b_-"]);
        CosmosETag read = CosmosETag.Parse(etag.ToString()).ShouldNotBeNull();
        (read.Value, read.ExpiresAt).ShouldBe((etag.Value, etag.ExpiresAt));
        read.Writes.ShouldBe(etag.Writes);
        foreach (string other in (string[])["", "*", "0..", "0.a.*", "x.a.b", "ffffffffffffffff.a.b", "7fffffffffffffff.a.b"])
            CosmosETag.Parse(other).ShouldBeNull(other);
    }

    [Fact]
    public void A_document_keeps_the_writes_of_the_last_half_minute()
    {
        IReadOnlyList<string> writes = [];
        string[] ids = [.. Enumerable.Range(0, 6).Select(i => WriteIds.New(_now.AddSeconds(10 * i)))];
        for (int i = 0; i < ids.Length; i++) writes = WriteIds.After(ids[i], writes, _now.AddSeconds(10 * i));
        writes.ShouldBe(ids.Reverse().Take(3));
        for (int i = 0; i < 200; i++) writes = WriteIds.After(WriteIds.New(_now.AddMinutes(3)), writes, _now.AddMinutes(3));
        writes.Count.ShouldBe(100);
    }

    private static JsonElement Item(Note note) => JsonElement.Parse(CosmosItem.Write(note, ["w"], _now).ToArray());
}
