using System.Text;
using FsCheck.Fluent;
using Understudy.Domain.People;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.People;

/// <summary>The directory in memory answers as a plain list would, however it came to be what it is.</summary>
public sealed class DirectoryIndexTests
{
    private static readonly DateTimeOffset _begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] _words =
        ["ann", "Ann", "ANNA", "bo", "Bob", "example", "ü", "Ü", "straße", "日本", "𝔄nn", "İ", ".", "@", "n"];

    private static readonly DirectoryPlan[] _plans = [new("films", "pro"), new("films", "free"), new("voices", "pro")];

    [Fact]
    public void Any_history_of_changes_is_searched_as_a_list_would_be() => Property.Holds(
        Gen.Choose(1, int.MaxValue - 1).ToArbitrary(),
        300,
        seed =>
        {
            Random random = new(seed);
            Dictionary<string, DirectoryEntry> model = [];
            DirectoryIndex index = DirectoryIndex.Empty;
            for (int step = 0; step < 12; step++)
            {
                DirectoryEntry[] changed = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Change(random, model))];
                foreach (DirectoryEntry entry in changed)
                {
                    if (entry.IsGone) model.Remove(entry.Id);
                    else model[entry.Id] = entry;
                }
                DirectoryIndex before = index;
                int count = before.Count;
                index = index.With(changed);
                before.Count.ShouldBe(count, "what was read before has changed");
                Compare(random, index, model.Values);
            }
        });

    [Fact]
    public void Thousands_are_paged_and_searched_as_a_list_would_be()
    {
        Random random = new(7);
        Dictionary<string, DirectoryEntry> model = [];
        for (int number = 0; number < 5_000; number++)
        {
            DirectoryEntry entry = Entry(random, $"id{number}", _begin.AddSeconds(random.Next(1_000)));
            model[entry.Id] = entry;
        }
        DirectoryIndex index = DirectoryIndex.Empty.With(model.Values.OrderBy(_ => random.Next()));
        for (int round = 0; round < 20; round++)
        {
            DirectoryEntry[] changed = [.. Enumerable.Range(0, 100).Select(_ => Change(random, model))];
            foreach (DirectoryEntry entry in changed)
            {
                if (entry.IsGone) model.Remove(entry.Id);
                else model[entry.Id] = entry;
            }
            index = index.With(changed);
            Compare(random, index, model.Values);
        }

        // All pages together are everybody, once each.
        List<string> read = [];
        for (int offset = 0; offset < model.Count; offset += 97)
            read.AddRange(index.Find(new DirectorySearch(), offset, 97).Entries.Select(entry => entry.Id));
        read.ShouldBe(Listed(model.Values).Select(entry => entry.Id));
    }

    [Fact]
    public void What_is_known_already_makes_no_new_parts()
    {
        DirectoryEntry ann = Entry(new Random(1), "ann", _begin);
        DirectoryEntry bob = Entry(new Random(2), "bob", _begin);
        DirectoryIndex index = DirectoryIndex.Empty.With([ann]);
        foreach (DirectoryEntry[] known in (DirectoryEntry[][])[[], [ann], [ann with { }], [bob with { IsGone = true }]])
            index.With(known).ShouldBeSameAs(index);
        index.With([ann, bob]).Count.ShouldBe(2);
    }

    [Fact]
    public void A_search_does_not_reach_from_an_address_into_a_name()
    {
        DirectoryEntry ann = Entry(new Random(1), "ann", _begin) with { Email = "ann@example.com", Name = "Ann Lee" };
        DirectoryIndex index = DirectoryIndex.Empty.With([ann]);
        Found("COM").ShouldBe(1);
        Found("n lee").ShouldBe(1);
        Found("comann").ShouldBe(0);
        Found("com ann").ShouldBe(0);
        int Found(string text) => index.Find(new DirectorySearch(text), 0, 1).Total;
    }

    private static void Compare(Random random, DirectoryIndex index, IEnumerable<DirectoryEntry> people)
    {
        DirectoryEntry[] all = Listed(people);
        index.Count.ShouldBe(all.Length);
        for (int search = 0; search < 6; search++)
        {
            string? text = random.Next(4) == 0 ? null : Text(random, all);
            DirectoryPlan? with = random.Next(3) == 0 ? _plans[random.Next(_plans.Length)] : null;
            DirectoryPlan? without = random.Next(3) == 0 ? _plans[random.Next(_plans.Length)] : null;
            int offset = random.Next(all.Length + 3);
            int limit = random.Next(1, 50);
            DirectoryEntry[] wanted =
            [
                .. all.Where(entry => text is null || Contains(entry.Email, text) || Contains(entry.Name, text))
                    .Where(entry => with is null || entry.Plans.Contains(with))
                    .Where(entry => without is null || !entry.Plans.Contains(without)),
            ];
            DirectorySearch wish = new(text, with, without);
            DirectoryPage page = index.Find(wish, offset, limit);
            page.Total.ShouldBe(wanted.Length, $"{wish}");
            page.Entries.Select(entry => entry.Id).ShouldBe(wanted.Skip(offset).Take(limit).Select(entry => entry.Id), $"{wish}");
            index.CountOf(entry => entry.Plans.Count > 1).ShouldBe(all.Count(entry => entry.Plans.Count > 1));
        }
    }

    // A word, or a piece of what somebody is found by.
    private static string Text(Random random, DirectoryEntry[] all)
    {
        if (all.Length == 0 || random.Next(2) == 0) return _words[random.Next(_words.Length)];
        DirectoryEntry one = all[random.Next(all.Length)];
        Rune[] runes = [.. (random.Next(2) == 0 ? one.Email : one.Name).EnumerateRunes()];
        int from = random.Next(runes.Length);
        return string.Concat(runes[from..(from + random.Next(runes.Length - from) + 1)]);
    }

    private static bool Contains(string text, string part) =>
        text.ToLowerInvariant().Contains(part.ToLowerInvariant(), StringComparison.Ordinal);

    private static DirectoryEntry[] Listed(IEnumerable<DirectoryEntry> people) =>
    [
        .. people.OrderByDescending(entry => entry.CreatedAt).ThenByDescending(entry => entry.Id, StringComparer.Ordinal),
    ];

    // Somebody new, or somebody known who is called otherwise, or is gone.
    private static DirectoryEntry Change(Random random, Dictionary<string, DirectoryEntry> known)
    {
        if (known.Count == 0 || random.Next(3) == 0)
            return Entry(random, $"id{random.Next()}", _begin.AddSeconds(random.Next(50)));
        DirectoryEntry one = known.Values.ElementAt(random.Next(known.Count));
        return random.Next(3) == 0
            ? one with { Email = "", Name = "", Plans = [], IsGone = true, ReceivedAt = one.ReceivedAt.AddSeconds(1) }
            : Entry(random, one.Id, one.CreatedAt) with { ReceivedAt = one.ReceivedAt.AddSeconds(1) };
    }

    private static DirectoryEntry Entry(Random random, string id, DateTimeOffset createdAt) => new()
    {
        Id = id,
        UserId = id,
        Email = $"{_words[random.Next(_words.Length)]}{random.Next(100)}@Example.com",
        Name = $"{_words[random.Next(_words.Length)]} {_words[random.Next(_words.Length)]}",
        Plans = [.. _plans.Where(_ => random.Next(4) == 0)],
        CreatedAt = createdAt,
        ReceivedAt = createdAt,
    };
}
