namespace Understudy.Domain.Common;

/// <summary>The languages that can be spoken.</summary>
public enum Language
{
    /// <summary>English: <c>en</c>.</summary>
    English,

    /// <summary>Japanese: <c>ja</c>.</summary>
    Japanese,
}
