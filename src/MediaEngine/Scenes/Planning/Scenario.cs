using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>What the sentences of one shot mention.</summary>
internal sealed class Scenario
{
    private static readonly ConceptKind[] _settings =
        [ConceptKind.Place, ConceptKind.Water, ConceptKind.Time, ConceptKind.Season];

    /// <summary>The scenario of some sentences.</summary>
    /// <param name="text">The sentences.</param>
    /// <param name="mentions">What they mention, and what goes on from the shot before.</param>
    public Scenario(string text, IEnumerable<Mention> mentions)
    {
        Text = text;
        Mention[] all = [.. mentions];
        Wanted = [.. all.Where(mention => !mention.IsAbsent).DistinctBy(Key)];
        Absent = all.Where(mention => mention.IsAbsent).Select(mention => mention.Concept.Id).ToHashSet();
        Ids = Wanted.Select(mention => mention.Concept.Id).ToHashSet();
    }

    /// <summary>The sentences.</summary>
    public string Text { get; }

    /// <summary>What is wanted.</summary>
    public IReadOnlyList<Mention> Wanted { get; }

    /// <summary>What must not be there.</summary>
    public IReadOnlySet<string> Absent { get; }

    /// <summary>The ids of what is wanted.</summary>
    public IReadOnlySet<string> Ids { get; }

    /// <summary>Whether any of these is wanted.</summary>
    public bool Any(params ReadOnlySpan<string> ids)
    {
        foreach (string id in ids)
            if (Ids.Contains(id)) return true;
        return false;
    }

    /// <summary>Whether it must not be there unless it was asked for: it or its family is not wanted.</summary>
    public bool Lacks(string id) => !Ids.Contains(id)
        && (Absent.Contains(id) || Families.Of(id).Any(family => Absent.Contains(family) && !Ids.Contains(family)));

    /// <summary>Whether it must not be sunny.</summary>
    public bool IsSunless => Absent.Contains("clear") || (Absent.Contains("sun") && !Any("clear"));

    /// <summary>The first of a kind.</summary>
    public string? First(ConceptKind kind) => Wanted.FirstOrDefault(mention => mention.Concept.Kind == kind)?.Concept.Id;

    /// <summary>
    /// Divides a prompt: a shot begins with a sentence that names another place or time, if there is time enough for each.
    /// </summary>
    public static IReadOnlyList<Scenario> Of(PromptReading reading, double seconds, double shortest)
    {
        List<List<SentenceReading>> groups = [];
        foreach (SentenceReading sentence in reading.Sentences)
        {
            if (groups.Count == 0 || (IsSetting(sentence) && groups[^1].Any(IsSetting))) groups.Add([]);
            groups[^1].Add(sentence);
        }
        int most = Math.Max(1, (int)(seconds / shortest));
        while (groups.Count > most)
        {
            groups[^2].AddRange(groups[^1]);
            groups.RemoveAt(groups.Count - 1);
        }
        // A sentence that only says what must not be there says it of the whole film.
        Mention[] never = [.. reading.Sentences.Where(sentence => sentence.Mentions.All(mention => mention.IsAbsent)).SelectMany(sentence => sentence.Mentions)];
        List<Scenario> scenarios = [];
        foreach (List<SentenceReading> group in groups)
        {
            Mention[] own = [.. group.SelectMany(sentence => sentence.Mentions)];
            scenarios.Add(new Scenario(
                string.Join(" ", group.Select(sentence => sentence.Text)), own.Concat(GoingOn(scenarios, own)).Concat(never)));
        }
        return scenarios.Count > 0 ? scenarios : [new Scenario("", [])];
    }

    private static bool IsSetting(SentenceReading sentence) =>
        sentence.Mentions.Any(mention => !mention.IsAbsent && _settings.Contains(mention.Concept.Kind));

    // The place, the hour, the weather and the style stay until something else is said.
    private static IEnumerable<Mention> GoingOn(List<Scenario> before, Mention[] own)
    {
        if (before.Count == 0) return [];
        bool isElsewhere = own.Any(mention => mention.Concept.Kind is ConceptKind.Place or ConceptKind.Water);
        return before[^1].Wanted.Where(mention => mention.Concept.Kind switch
        {
            ConceptKind.Place or ConceptKind.Water => !isElsewhere,
            ConceptKind.Time or ConceptKind.Season or ConceptKind.Style =>
                own.All(other => other.Concept.Kind != mention.Concept.Kind),
            ConceptKind.Weather => !isElsewhere && own.All(other => other.Concept.Kind != ConceptKind.Weather),
            _ => false,
        });
    }

    // Three red balloons and a blue one are two.
    private static (string Id, string? Colour, string? Position) Key(Mention mention) =>
        (mention.Concept.Id, mention.Colour, mention.Position);
}
