namespace Understudy.Infrastructure.Files;

/// <summary>Where media files are kept, and where people reach them.</summary>
/// <param name="Root">The folder that holds a folder for each container; created when it is missing.</param>
/// <param name="PublicUrl">What signed URLs begin with; <c>/media/{container}/{name}</c> follows.</param>
public sealed record FileMediaOptions(string Root, Uri PublicUrl)
{
    /// <summary>
    /// Where files are while they are being written: a folder that is this process's alone, on the disk of <see cref="Root"/>;
    /// relative to that, unless absolute.
    /// </summary>
    public string Drafts { get; init; } = ".tmp";

    /// <summary>How slowly an upload may come.</summary>
    public UploadPatience Patience { get; init; } = new();

    /// <summary>How long an upload that began in time may go on after its URL has expired.</summary>
    public TimeSpan ExpiryGrace { get; init; } = TimeSpan.FromMinutes(5);
}
