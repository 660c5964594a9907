using Azure;

namespace Understudy.Functions;

/// <summary>What keeps the app from starting and is whoever's who starts it to mend, rather than a fault of the app.</summary>
internal static class StartFailure
{
    /// <summary>What to tell them in one line; null for a fault of the app.</summary>
    public static string? Message(Exception error) => error switch
    {
        InvalidDataException or IOException or SettingException => OneLine(error),
        // Something that is elsewhere does not answer; the SDKs tell of all their attempts at once.
        HttpRequestException => OneLine(error),
        AggregateException { InnerExceptions: [RequestFailedException first, ..] } => OneLine(first),
        UnauthorizedAccessException => OneLine(error) + " Check its owner and its permissions.",
        // Something that somebody else has, the data folder, or a setting that the runtime cannot read.
        InvalidOperationException { InnerException: IOException or FormatException } => OneLine(error),
        _ => null,
    };

    private static string OneLine(Exception error) => error.Message.ReplaceLineEndings(" ");
}
