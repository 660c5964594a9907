using System.Globalization;
using Understudy.Domain.Common;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Domain.Publishing;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>YouTube takes nothing for a while.</summary>
/// <param name="Message">Why.</param>
/// <param name="RetrySeconds">How long.</param>
internal sealed record YouTubeBusy(string Message, int RetrySeconds) : TryAgain(RetrySeconds);

/// <summary>YouTube does not answer.</summary>
internal sealed record YouTubeSilent() : TryAgain(60);

/// <summary>The words for what goes wrong with YouTube. FilmStudio, YouTube Service.</summary>
internal static class YouTubeErrors
{
    private const string NotConnected = "YouTube account not connected";

    /// <summary>What is said of a problem; null when it has nothing to do with YouTube.</summary>
    public static Told? Word(Problem problem) => problem switch
    {
        ChannelNotConnected { WasWithdrawn: false } => new(403, NotConnected),
        ChannelNotConnected => new(403, $"{NotConnected}: Google does not let the app in any more. Connect it again."),
        SiteNotSetUp => new(403, "YouTube is not set up in this installation"),
        SiteRefused { Reason: var reason } => new(400, reason),
        NoFilmToUpload { IsInTheMaking: true } => new(409, "The film is still being put together; please try again soon"),
        NoFilmToUpload => new(400, "This project has no video yet: generate one first"),
        NotPublished { Failure.Message: var message } => new(400, message),
        YouTubeBusy { Message: var message, RetrySeconds: var seconds } => new(429, message, RetryAfter: seconds),
        YouTubeSilent => new(503, "YouTube does not answer at the moment; please try again later"),
        _ => null,
    };

    /// <summary>A problem with the times in it turned into how long to wait, as answers tell it.</summary>
    public static Problem At(this Problem problem, DateTimeOffset now) => problem switch
    {
        SiteQuotaReached quota => PublicationFailure.Of(quota).At(now),
        NotPublished { Failure: var failure } => failure.At(now),
        TooManyPublications { Max: var max } => new YouTubeBusy(
            string.Create(CultureInfo.InvariantCulture, $"{max} films are being uploaded already"), RetrySeconds: 60),
        SiteUnavailable => new YouTubeSilent(),
        _ => problem,
    };

    private static Problem At(this PublicationFailure failure, DateTimeOffset now) => failure.Kind switch
    {
        PublicationFault.NotConnected => new ChannelNotConnected(WasWithdrawn: true),
        PublicationFault.QuotaReached => new YouTubeBusy(
            $"YouTube quota exceeded. {failure.Message}",
            Math.Max(1, (int)Math.Ceiling(((failure.Until ?? now) - now).TotalSeconds))),
        PublicationFault.Unavailable => new YouTubeSilent(),
        _ => new NotPublished(failure),
    };
}
