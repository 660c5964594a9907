namespace Understudy.Domain.Common;

/// <summary>One offending field of a request, with what a dialect needs to say so in its own way.</summary>
/// <param name="Field">Its name on the wire; of one within another the path, e.g. <c>settings.style</c>.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Message">The same as a sentence that a person understands.</param>
public sealed record FieldError(string Field, FieldFault Fault, string Message)
{
    /// <summary>Where it stands in the request.</summary>
    public FieldPlace Place { get; init; }

    /// <summary>The least that is taken: a number, or how many characters or items; null when there is no such limit.</summary>
    public double? Min { get; init; }

    /// <summary>The most that is taken, as <see cref="Min"/>.</summary>
    public double? Max { get; init; }

    /// <summary>The words that are taken, where only some are.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];
}

/// <summary>Where a field stands in a request.</summary>
public enum FieldPlace
{
    /// <summary>In its body.</summary>
    Body,

    /// <summary>In its query string.</summary>
    Query,

    /// <summary>In its path.</summary>
    Path,

    /// <summary>Among its headers.</summary>
    Header,
}

/// <summary>What can be wrong with a field.</summary>
public enum FieldFault
{
    /// <summary>It is required, and not there.</summary>
    Missing,

    /// <summary>The body as a whole cannot be read as what it should be.</summary>
    Unreadable,

    /// <summary>It has to be a text.</summary>
    NotText,

    /// <summary>It has to be a whole number.</summary>
    NotWhole,

    /// <summary>It has to be a number.</summary>
    NotNumber,

    /// <summary>It has to be true or false.</summary>
    NotFlag,

    /// <summary>It has to be a list.</summary>
    NotList,

    /// <summary>It has to be an object.</summary>
    NotObject,

    /// <summary>It has fewer characters or items than <see cref="FieldError.Min"/>.</summary>
    TooShort,

    /// <summary>It has more characters or items than <see cref="FieldError.Max"/>.</summary>
    TooLong,

    /// <summary>It is less than <see cref="FieldError.Min"/>.</summary>
    TooSmall,

    /// <summary>It is more than <see cref="FieldError.Max"/>.</summary>
    TooLarge,

    /// <summary>It is none of <see cref="FieldError.Allowed"/>, or has something in it that is not.</summary>
    NotOneOf,

    /// <summary>It is not of the form that it should have, such as a UUID, a URL or an address.</summary>
    Malformed,

    /// <summary>It is of the right form, and not allowed.</summary>
    NotAllowed,

    /// <summary>Nobody knows a field, or a thing, of that name.</summary>
    Unknown,

    /// <summary>It is there more than once, or taken by another.</summary>
    Duplicate,
}
