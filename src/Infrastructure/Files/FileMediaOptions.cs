namespace Understudy.Infrastructure.Files;

/// <summary>Where media files are kept, and where people reach them.</summary>
/// <param name="Root">The folder that holds a folder for each container; created when it is missing.</param>
/// <param name="PublicUrl">What signed URLs begin with; <c>/media/{container}/{name}</c> follows.</param>
public sealed record FileMediaOptions(string Root, Uri PublicUrl)
{
    /// <summary>How long an upload may send nothing before it is given up.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
