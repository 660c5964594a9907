using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

public sealed class FaceSamplesTests
{
    private const double Interval = 0.5;

    private static readonly FaceSample _clear = Face(left: 100);
    private static readonly FaceSample _nobody = new(null, Crowded: false, Shape: 1.5);
    private static readonly FaceSample _crowd = _clear with { Crowded = true };
    private static readonly FaceSample _small = _clear with { Face = new FaceBox(100, 100, 30, 30, 0.9f) };

    [Fact]
    public void The_next_best_parts_come_behind_the_best_and_overlap_with_none()
    {
        IReadOnlyList<ClearStretch> good = Seen(
            [.. Times(6, _clear), .. Times(5, _nobody), .. Times(9, _clear), .. Times(5, _crowd), .. Times(3, _clear)])
            .RequireGood(10);

        good.Select(stretch => stretch.First).ShouldBe([11, 0]);
    }

    [Fact]
    public void The_longest_stretch_is_taken_wherever_it_is()
    {
        ClearStretch best =
            Seen([.. Times(6, _clear), .. Times(5, _nobody), .. Times(9, _clear), .. Times(5, _crowd)]).RequireBest(10);

        (best.Start, best.End).ShouldBe((5.5, 9.75));
    }

    [Fact]
    public void A_stretch_at_the_ends_reaches_them()
    {
        ClearStretch best = Seen(Times(8, _clear)).RequireBest(10);

        (best.Start, best.End).ShouldBe((0, 4));
    }

    [Fact]
    public void A_face_that_is_missed_once_is_still_there()
    {
        ClearStretch best = Seen([.. Times(5, _clear), _nobody, .. Times(5, _clear)]).RequireBest(10);

        best.Duration.ShouldBe(5.5);
    }

    [Fact]
    public void A_face_that_is_missed_again_and_again_is_not() =>
        Should.Throw<MediaRejectedException>(() => Seen(
                [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? _clear : _nobody)]).RequireBest(10))
            .Code.ShouldBe(MediaRejection.NoFace);

    [Fact]
    public void A_cut_to_somebody_elsewhere_ends_a_stretch()
    {
        ClearStretch best = Seen([.. Times(6, _clear), .. Times(8, Face(left: 500))]).RequireBest(10);

        (best.Start, best.End).ShouldBe((3, 7));
    }

    [Fact]
    public void A_frame_of_another_shape_ends_a_stretch()
    {
        ClearStretch best = Seen([.. Times(8, _clear), .. Times(6, _clear with { Shape = 0.75 })]).RequireBest(10);

        (best.Start, best.End).ShouldBe((0, 3.75));
    }

    [Fact]
    public void Of_a_long_stretch_the_window_begins_when_the_recording_has_settled() =>
        Seen(Times(40, _clear)).RequireBest(10).Start.ShouldBe(1);

    [Fact]
    public void Of_a_long_stretch_the_window_is_where_the_face_is_seen_best()
    {
        FaceSample dim = _clear with { Face = _clear.Face!.Value with { Score = 0.4f } };

        ClearStretch best = Seen([.. Times(10, dim), .. Times(30, _clear)]).RequireBest(10);

        best.Start.ShouldBe(4, tolerance: 1);
        best.Duration.ShouldBe(10);
    }

    [Theory]
    [InlineData("nobody", MediaRejection.NoFace, "No face was found in the video: 1:00.0 to 1:05.0 was looked at.")]
    [InlineData("crowd", MediaRejection.SeveralFaces, "There is more than one face in the video")]
    [InlineData("small", MediaRejection.FaceTooSmall, "The face is too small")]
    [InlineData("away", MediaRejection.NoFace, "at most 1.3 seconds, from 1:00.0; 2 are needed")]
    public void A_refusal_names_the_window_and_the_reason(string what, string code, string words)
    {
        FaceSample[] samples = what switch
        {
            "nobody" => Times(10, _nobody),
            "crowd" => Times(10, _crowd),
            "small" => Times(10, _small),
            _ => [.. Times(3, _clear), .. Times(7, _nobody)],
        };

        MediaRejectedException refusal = Should.Throw<MediaRejectedException>(
            () => new FaceSamples(60, 5, Interval, Reach: 0.5, samples).RequireBest(10));

        refusal.Code.ShouldBe(code);
        refusal.Message.ShouldContain(words);
        refusal.Message.ShouldContain("1:00.0 to 1:05.0 was looked at");
    }

    private static FaceSample Face(float left) => new(new FaceBox(left, 100, 100, 100, 0.9f), Crowded: false, Shape: 1.5);

    private static FaceSamples Seen(FaceSample[] samples) =>
        new(0, samples.Length * Interval, Interval, Reach: 0.5, samples);

    private static FaceSample[] Times(int count, FaceSample sample) => [.. Enumerable.Repeat(sample, count)];
}
