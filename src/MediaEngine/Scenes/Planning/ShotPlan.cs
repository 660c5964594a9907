using System.Collections.Frozen;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>What one shot shows.</summary>
internal sealed record ShotPlan
{
    /// <summary>The sentences that it is of.</summary>
    public required string Text { get; init; }

    /// <summary>Which of all pictures of this kind.</summary>
    public required int Seed { get; init; }

    /// <summary>Its light.</summary>
    public required Atmosphere Air { get; init; }

    /// <summary>0 in the day to 1 at night.</summary>
    public required float Darkness { get; init; }

    /// <summary>The land, the water, or what there is instead.</summary>
    public required Land Land { get; init; }

    /// <summary>How its plants look.</summary>
    public required string? Season { get; init; }

    /// <summary>The ids of what fills the sky and the air, and of moods: all that is no figure.</summary>
    public required IReadOnlySet<string> Has { get; init; }

    /// <summary>The ids of what must not be there.</summary>
    public IReadOnlySet<string> Absent { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The things in it.</summary>
    public required IReadOnlyList<Cast> Cast { get; init; }

    /// <summary>How the camera moves.</summary>
    public required CameraMove Move { get; init; }

    /// <summary>The height of the horizon, in units from above.</summary>
    public required float Horizon { get; init; }

    /// <summary>How near things are: 1 is the usual.</summary>
    public float Nearness { get; init; } = 1;

    /// <summary>How fast time goes by: 1 is the usual.</summary>
    public float Pace { get; init; } = 1;

    /// <summary>When it begins, in seconds of the film.</summary>
    public double Start { get; init; }

    /// <summary>How long it is, with the dissolve to the next one.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether any of these is in it.</summary>
    public bool Any(params ReadOnlySpan<string> ids)
    {
        foreach (string id in ids)
            if (Has.Contains(id)) return true;
        return false;
    }
}

/// <summary>Some things of a kind.</summary>
/// <param name="Mention">What they are, with their colour, place and motion.</param>
/// <param name="Count">How many.</param>
/// <param name="IsScenery">Whether they belong to the place and were not asked for by themselves.</param>
internal sealed record Cast(Mention Mention, int Count, bool IsScenery = false);
