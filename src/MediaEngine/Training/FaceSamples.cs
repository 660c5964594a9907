using System.Runtime.InteropServices;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Training;

/// <summary>A stretch of a video in which one person is clearly seen: its samples, and its seconds.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClearStretch(int First, int Last, double Start, double End)
{
    public double Duration => End - Start;
}

/// <summary>Who is seen in a part of a video, looked at evenly.</summary>
/// <param name="Start">Where the part begins, in seconds of the picture.</param>
/// <param name="Duration">How long it is, in seconds.</param>
/// <param name="Interval">Seconds from one sample to the next.</param>
/// <param name="Reach">
/// For how much of the time to the next one a sample speaks, 0 to 1; the last one does for all up to the end.
/// </param>
/// <param name="Samples">What was seen, in order.</param>
internal sealed record FaceSamples(
    double Start, double Duration, double Interval, double Reach, IReadOnlyList<FaceSample> Samples)
{
    private const double RequiredClearShare = 0.8;

    /// <summary>A stretch that looked good from afar may not be; after so many there is no use in looking further.</summary>
    private const int MostStretches = 3;

    /// <summary>The detector misses a face that blinks or turns; for longer than this in seconds, it is gone.</summary>
    private const double ToleratedGap = 0.6;

    /// <summary>Windows whose mean score differs by less are equally good.</summary>
    private const double SameScore = 0.05;

    /// <summary>In the first second people still let go of the record button.</summary>
    private const double Settling = 1;

    /// <summary>
    /// The parts that are good for training, the best first: the longest stretches with one clear face, that do not overlap.
    /// </summary>
    /// <param name="maximum">No more seconds than these are needed; where the face is seen best within a longer stretch.</param>
    /// <exception cref="MediaRejectedException">There is none that is long enough; the message says where and why.</exception>
    public IReadOnlyList<ClearStretch> RequireGood(double maximum)
    {
        ClearStretch[] stretches = [.. Stretches().OrderByDescending(stretch => stretch.Duration)];
        List<ClearStretch> best = [];
        foreach (ClearStretch stretch in stretches)
        {
            if (best.Count < MostStretches
                && Math.Round(stretch.Duration, 1) >= MediaLimits.MinimumTrainingDuration
                && best.TrueForAll(other => stretch.Last < other.First || stretch.First > other.Last))
                best.Add(stretch);
        }

        return best.Count > 0
            ? best.ConvertAll(stretch => Within(stretch, maximum))
            : throw Refusal(stretches.Length > 0 ? stretches[0] : null);
    }

    /// <summary>The best of <see cref="RequireGood"/>.</summary>
    public ClearStretch RequireBest(double maximum) => RequireGood(maximum)[0];

    /// <summary>Every stretch that cannot be longer at its end, from every clear sample.</summary>
    private IEnumerable<ClearStretch> Stretches()
    {
        int gap = (int)(ToleratedGap / Interval);
        for (int first = 0; first < Samples.Count; first++)
        {
            if (!Samples[first].IsClear) continue;
            (int last, int end, int unclear) = (first, first, 0);
            for (int i = first + 1; i < Samples.Count && i - last <= gap + 1; i++)
            {
                if (!Samples[i].IsClear)
                {
                    unclear++;
                    continue;
                }

                if (!Samples[last].LeadsTo(Samples[i])) break;
                last = i;
                if (unclear <= (1 - RequiredClearShare) * (i - first + 1)) end = i;
            }

            yield return new ClearStretch(first, end, TimeBefore(first), TimeAfter(end));
        }
    }

    private double TimeBefore(int sample) => Math.Min(sample * Interval, Duration);

    private double TimeAfter(int sample) =>
        sample == Samples.Count - 1 ? Duration : Math.Min((sample + Reach) * Interval, Duration);

    /// <summary>The first window of a stretch in which the face is seen as well as in any other, as after a fade-in.</summary>
    private ClearStretch Within(ClearStretch stretch, double maximum)
    {
        if (stretch.Duration <= maximum) return stretch;

        double settled = stretch.Start + Math.Min(Settling, stretch.Duration - maximum);
        double[] starts = Enumerable.Range(stretch.First, stretch.Last - stretch.First + 1)
            .Select(TimeBefore)
            .Where(time => time > settled && time + maximum <= stretch.End)
            .Prepend(settled)
            .ToArray();
        double[] scores = Array.ConvertAll(starts, start => MeanScore(start, start + maximum));
        double chosen = starts[Array.FindIndex(scores, score => score >= scores.Max() - SameScore)];
        return stretch with { Start = chosen, End = chosen + maximum };
    }

    private double MeanScore(double start, double end)
    {
        int first = (int)Math.Ceiling(start / Interval);
        int last = Math.Min((int)(end / Interval), Samples.Count - 1);
        return first > last ? 0 : Samples.Skip(first).Take(last - first + 1).Average(sample => sample.Face?.Score ?? 0);
    }

    private MediaRejectedException Refusal(ClearStretch? longest)
    {
        int absent = Samples.Count(sample => sample.Face is null);
        int crowded = Samples.Count(sample => sample.Crowded);
        int small = Samples.Count(sample => sample is { IsSmall: true, Crowded: false });
        int most = Math.Max(absent, Math.Max(crowded, small));
        (string code, string fault, string advice) = most switch
        {
            0 => (MediaRejection.NoFace, "The face does not stay in its place",
                "Please keep still, and do not cut the video."),
            _ when absent == Samples.Count => (MediaRejection.NoFace, "No face was found in the video",
                "Please record yourself from the front, in good light."),
            _ when crowded == most => (MediaRejection.SeveralFaces, "There is more than one face in the video",
                "Please record only one person."),
            _ when small == most => (MediaRejection.FaceTooSmall, "The face is too small in the video",
                "Please come closer to the camera, or record in a higher resolution."),
            _ => (MediaRejection.NoFace, "The face is out of view in a part of the video",
                "Please stay in the picture and look at the camera."),
        };
        string looked = $"{Clock(0)} to {Clock(Duration)} was looked at";
        string found = longest is { } stretch
            ? FormattableString.Invariant($", and one face is clearly seen for at most {stretch.Duration:0.#} seconds,")
              + $" from {Clock(stretch.Start)}; {MediaLimits.MinimumTrainingDuration:0} are needed"
            : "";
        return new MediaRejectedException(code, $"{fault}: {looked}{found}. {advice}");
    }

    /// <summary>Minutes, seconds and tenths, as a player shows them.</summary>
    private string Clock(double seconds)
    {
        int tenths = (int)Math.Round((Start + seconds) * 10);
        return FormattableString.Invariant($"{tenths / 600}:{tenths / 10 % 60:00}.{tenths % 10}");
    }
}
