namespace Understudy.MediaEngine.Models;

/// <summary>The content of a file is not usable, and only the person who uploaded it can change that.</summary>
/// <param name="code">One of <see cref="MediaRejection"/>.</param>
/// <param name="message">A sentence that says what is wrong and what to do, shown to the person as it is.</param>
/// <param name="innerException">What the tools said, for the log.</param>
public sealed class MediaRejectedException(string code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>One of <see cref="MediaRejection"/>.</summary>
    public string Code { get; } = code;
}
