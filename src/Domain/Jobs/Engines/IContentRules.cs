using Understudy.Domain.Common;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>
/// Knows what must not be made, whoever asks for it. Products ask before they take an order, so that it costs nothing; an engine
/// that is asked by itself asks again.
/// </summary>
public interface IContentRules
{
    /// <summary>Looks at what somebody wants to have made.</summary>
    /// <returns>What speaks against it, or null.</returns>
    ForbiddenContent? Judge(string text);
}

/// <summary>That a text asks for what must not be made.</summary>
/// <param name="Category">Of what: <c>minors</c>, <c>deception</c>, <c>gore</c>, or another one of an operator's own
/// list.</param>
/// <param name="Words">The words that tell, as they stand in the text without capitals.</param>
public sealed record ForbiddenContent(string Category, IReadOnlyList<string> Words) : Problem
{
    /// <summary>The code for answers, failures and logs.</summary>
    public const string Code = "forbidden_content";

    /// <summary>What is said to whoever asked.</summary>
    public string Message => $"This must not be made; the text says: {string.Join(", ", Words)}.";
}
