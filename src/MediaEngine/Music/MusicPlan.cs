using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Prompts;
using Understudy.MediaEngine.Music.Styles;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music;

/// <summary>What is decided before a note is written.</summary>
/// <param name="Prompt">What was understood.</param>
/// <param name="Style">How it is played.</param>
/// <param name="Progressions">What the chords come from.</param>
/// <param name="Key">Its key.</param>
/// <param name="Beats">Beats of a bar.</param>
/// <param name="Sections">Its form.</param>
/// <param name="Tempo">How long beats last.</param>
/// <param name="Bpm">Most of them, a minute.</param>
/// <param name="End">The tick at which the length that was asked for is over.</param>
internal sealed record MusicPlan(
    MusicPrompt Prompt,
    Style Style,
    Progressions Progressions,
    Key Key,
    int Beats,
    IReadOnlyList<Section> Sections,
    TempoMap Tempo,
    double Bpm,
    int End)
{
    // How long the final chord rings at least.
    private const double Ringing = 3;
    private const double RingingShare = 0.18;

    /// <summary>Decides.</summary>
    public static MusicPlan For(MusicRequest request)
    {
        var prompt = MusicPrompt.Read(request.Prompt);
        Style style = StyleBook.Of(request.Genre ?? prompt.Genre(new Chance(request.Seed, "genre")));
        Chance chance = new(request.Seed, $"plan of {style.Genre}");
        bool dark = prompt.IsDark ?? chance.Of(style.Darkness);
        Progressions[] fitting = dark ? style.Dark : style.Bright;
        if (prompt.NamesMode) fitting = [.. fitting.Where(one => one.Mode == (dark ? Mode.Minor : Mode.Major))];
        Progressions progressions = chance.Pick(fitting);
        int meter = chance.Pick(style.Meters);
        int beats = prompt.Meter is { } asked && Array.Exists(style.Meters, one => one == asked) ? asked : meter;
        Key key = new(prompt.Tonic ?? chance.Below(12), progressions.Mode);
        double wanted = prompt.Bpm ?? Math.Clamp(style.Usual * prompt.Pace * (1 + chance.Around(0.07)), style.Slow, style.Fast);
        (int bars, int ending, double bpm) = Fit(request.Seconds, wanted, beats, style.SlowsDown, isFixed: prompt.Bpm is not null);
        IReadOnlyList<Section> sections =
        [
            .. Form.Of(bars, ending, style.Builds).Select(section => section with
            {
                Energy = Math.Clamp(section.Energy * style.MostEnergy + prompt.Drive, 0.15, 1),
            }),
        ];
        int final = (bars - ending) * beats * TempoMap.Beat;
        TempoMap tempo = new(60 / bpm, style.SlowsDown && bars - ending > 1 ? final : null);
        return new MusicPlan(prompt, style, progressions, key, beats, sections, tempo, bpm, tempo.TickAt(request.Seconds));
    }

    // Whole bars that fill the length, phrases of four if the tempo allows; or, of a tempo that was asked for, as many as there is
    // time for, and a final chord for the rest.
    private static (int Bars, int Ending, double Bpm) Fit(double seconds, double wanted, int beats, bool slowsDown, bool isFixed)
    {
        double ringing = Math.Min(Ringing, seconds * RingingShare);
        double slowing = slowsDown ? TempoMap.SlowingBeats : 0;
        double bar = 60 / wanted * beats;
        if (isFixed)
        {
            int body = (int)((seconds - ringing - (slowing * 60 / wanted)) / bar);
            int ending = (int)Math.Ceiling((seconds - (body * bar)) / bar);
            if (body > 0) return (body + ending, ending, wanted);
        }
        (int Bars, int Ending, double Bpm, double Cost) best = (0, 0, 0, double.MaxValue);
        for (int bars = 2; bars < 4 + (seconds / bar * 2); bars++)
        {
            double spent = bars > 2 ? slowing : 0;
            double bpm = ((bars * beats) + spent) * 60 / seconds;
            int ending = Math.Min(bars - 1, (int)Math.Ceiling(ringing / (60 / bpm * beats)));
            int body = bars - ending;
            if (body == 1 && spent > 0) bpm = bars * beats * 60 / seconds;
            double cost = Math.Abs(Math.Log(bpm / wanted))
                + (body % Form.Phrase == 0 ? 0 : body % 2 == 0 ? 0.05 : 0.08);
            if (cost < best.Cost) best = (bars, ending, bpm, cost);
        }
        return (best.Bars, best.Ending, best.Bpm);
    }
}
