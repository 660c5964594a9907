using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Understudy.Domain.Common;

/// <summary>What the core tells of itself: spans and figures, which cost nothing as long as nobody listens.</summary>
public static class Signals
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Source = "Understudy";

    /// <summary>Where spans come from.</summary>
    public static ActivitySource Spans { get; } = new(Source);

    /// <summary>Where figures come from.</summary>
    public static Meter Meter { get; } = new(Source);
}
