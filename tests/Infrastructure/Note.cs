using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Tests;

public enum Mood
{
    Calm,
    VeryHappy,
}

public sealed record NoteDetails(string? Topic);

/// <summary>A document with a field of every kind that a query may use.</summary>
public sealed record Note : IDocument
{
    public static DocumentType Type { get; } =
        new("note", "title", "rank", "score", "flag", "mood", "createdAt", "details.topic", "anything.*");

    public required string Id { get; init; }

    public string Partition { get; init; } = "p";

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? Title { get; init; }

    public long? Rank { get; init; }

    public double? Score { get; init; }

    public bool? Flag { get; init; }

    public Mood Mood { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public NoteDetails? Details { get; init; }

    /// <summary>Whatever is below may be asked for.</summary>
    public IReadOnlyDictionary<string, string>? Anything { get; init; }
}

/// <summary>Another type, whose ids are its own.</summary>
public sealed record Memo : IDocument
{
    public static DocumentType Type { get; } = new("memo");

    public required string Id { get; init; }

    public string Partition { get; init; } = "p";

    public int Count { get; init; }
}
