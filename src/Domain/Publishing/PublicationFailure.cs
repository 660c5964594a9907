namespace Understudy.Domain.Publishing;

/// <summary>Why a video was not published.</summary>
/// <param name="Kind">What kind of reason it is.</param>
/// <param name="Message">The same as a sentence for its owner.</param>
/// <param name="Until">When it may be tried again; null when that is not known, or does not help.</param>
public sealed record PublicationFailure(PublicationFault Kind, string Message, DateTimeOffset? Until = null)
{
    /// <summary>The channel is not connected any more.</summary>
    public static PublicationFailure NotConnected { get; } =
        new(PublicationFault.NotConnected, "The channel is not connected any more.");

    /// <summary>The file is gone.</summary>
    public static PublicationFailure FileMissing { get; } =
        new(PublicationFault.FileMissing, "The video was deleted before it was uploaded.");

    /// <summary>It took too long.</summary>
    public static PublicationFailure TimedOut { get; } =
        new(PublicationFault.Unavailable, "The site could not be reached in time.");

    /// <summary>A fault of ours.</summary>
    public static PublicationFailure Broken { get; } =
        new(PublicationFault.Unavailable, "The upload broke off. It can be asked for again.");

    /// <summary>The site takes no more for now.</summary>
    public static PublicationFailure Of(SiteQuotaReached quota) => new(
        PublicationFault.QuotaReached,
        quota.IsOfChannel ? "The channel has reached its limit of uploads for now." : "The limit of uploads is reached for now.",
        quota.Until);

    /// <summary>The site refuses it.</summary>
    public static PublicationFailure Refused(string reason) => new(PublicationFault.Refused, reason);
}

/// <summary>Kinds of reasons why a video was not published.</summary>
public enum PublicationFault
{
    /// <summary>The channel is not connected any more.</summary>
    NotConnected,

    /// <summary>The site takes no more for now.</summary>
    QuotaReached,

    /// <summary>The site refuses it.</summary>
    Refused,

    /// <summary>The file is gone.</summary>
    FileMissing,

    /// <summary>The site could not be reached for long, or a fault of ours kept it from going on.</summary>
    Unavailable,
}
