namespace Understudy.Functions;

/// <summary>What keeps the app from starting and is whoever's who starts it to mend, rather than a fault of the app.</summary>
internal static class StartFailure
{
    /// <summary>What to tell them in one line; null for a fault of the app.</summary>
    public static string? Message(Exception error) => error switch
    {
        InvalidDataException or IOException or UnauthorizedAccessException => error.Message.ReplaceLineEndings(" "),
        // Something that somebody else has: the data folder.
        InvalidOperationException { InnerException: IOException } => error.Message.ReplaceLineEndings(" "),
        _ => null,
    };
}
