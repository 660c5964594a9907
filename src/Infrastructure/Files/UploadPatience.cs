namespace Understudy.Infrastructure.Files;

/// <summary>How slowly an upload may come.</summary>
public sealed record UploadPatience
{
    /// <summary>
    /// How long an upload may take for what <see cref="LeastBytesPerSecond"/> means in that time; then it is given up.
    /// </summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How fast an upload has to be on average. The worst of mobile networks is some ten times faster.</summary>
    public int LeastBytesPerSecond { get; init; } = 1024;
}
