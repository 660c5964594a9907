using System.Numerics;
using Understudy.MediaEngine.LipSync;

namespace Understudy.MediaEngine.Tests.LipSync;

public sealed class LipTrackTests
{
    [Fact]
    public void A_face_that_is_missed_for_some_frames_is_taken_to_move_evenly()
    {
        var track = LipTrack.Of([.. Run(20, 100), .. Missing(6), .. Run(20, 107)]);

        track.Share(46).ShouldBe(1);
        for (int frame = 17; frame < 29; frame++)
            track.At(frame).Landmarks.ShouldNotBeNull()[30].X.ShouldBe(Math.Clamp(81 + frame, 100, 107), 1);
    }

    [Fact]
    public void Lips_are_taken_over_gently_where_a_face_appears_and_given_back_where_it_goes()
    {
        var track = LipTrack.Of([.. Missing(20), .. Run(20, 100), .. Missing(20)]);

        track.Share(60).ShouldBe(1d / 3, 0.001);
        track.At(20).Strength.ShouldBe(0.25f, 0.01f);
        track.At(30).Strength.ShouldBe(1, 0.01f);
        track.At(39).Strength.ShouldBe(0.25f, 0.01f);
        track.At(40).Landmarks.ShouldBeNull();
    }

    [Fact]
    public void A_cut_does_not_smear_one_shot_into_the_next()
    {
        var track = LipTrack.Of([.. Run(20, 100), .. Run(20, 400)]);

        track.At(19).Landmarks.ShouldNotBeNull()[30].X.ShouldBe(100, 0.1);
        track.At(20).Landmarks.ShouldNotBeNull()[30].X.ShouldBe(400, 0.1);
    }

    [Fact]
    public void A_cut_nearer_to_the_same_face_does_not_smear_either()
    {
        var track = LipTrack.Of([.. Run(20, 100), .. Run(20, 100, height: 200)]);

        track.At(19).Landmarks.ShouldNotBeNull()[8].Y.ShouldBe(160, 0.1);
        track.At(20).Landmarks.ShouldNotBeNull()[8].Y.ShouldBe(260, 0.1);
    }

    [Fact]
    public void Nobody_is_taken_to_move_from_one_shot_into_the_next()
    {
        var track = LipTrack.Of([.. Run(20, 100), .. Missing(6), .. Run(20, 240)]);

        track.Share(46).ShouldBe(40d / 46);
        track.At(22).Landmarks.ShouldBeNull();
    }

    [Fact]
    public void A_face_trembles_less_than_its_landmarks()
    {
        var track = LipTrack.Of([.. Enumerable.Range(0, 20).SelectMany(frame => Run(1, 100 + (4 * (frame % 2))))]);

        for (int frame = 5; frame < 15; frame++)
            track.At(frame).Landmarks.ShouldNotBeNull()[30].X.ShouldBe(102, 0.5);
    }

    [Fact]
    public void A_profile_keeps_its_lips_and_so_does_what_is_a_face_for_a_moment_only()
    {
        LipTrack.Of([.. Run(20, 100, nose: 0.95f)]).Share(20).ShouldBe(0);
        LipTrack.Of([.. Run(20, 100, nose: 0.05f)]).Share(20).ShouldBe(0);
        LipTrack.Of([.. Missing(20), .. Run(3, 100), .. Missing(20)]).Share(43).ShouldBe(0);
        LipTrack.Of([.. Missing(20), .. Run(6, 100), .. Missing(20)]).Share(46).ShouldBe(6d / 46);
    }

    [Fact]
    public void A_face_that_is_there_from_the_beginning_has_its_lips_from_the_beginning() =>
        LipTrack.Of([.. Run(20, 100), .. Missing(20)]).At(0).Strength.ShouldBe(1, 0.01f);

    [Fact]
    public void The_last_picture_is_held()
    {
        LipTrack.Of([.. Run(20, 100)]).At(500).Strength.ShouldBe(1, 0.01f);
        LipTrack.Of([]).At(0).Landmarks.ShouldBeNull();
    }

    [Fact]
    public void What_lips_do_in_a_frame_is_told_by_the_frames_around_it()
    {
        Random random = new(7);
        List<Vector2[]?> seen = [];
        while (seen.Count < 2000)
        {
            // Runs and gaps that are long enough and those that are not, steps that a cut makes and those that a head makes.
            seen.AddRange(Run(random.Next(1, 30), random.Next(100, 300), 0.3f + (0.4f * random.NextSingle())));
            if (random.Next(2) == 0) seen.AddRange(Missing(random.Next(1, 25)));
            if (random.Next(3) == 0) seen.AddRange(Run(random.Next(1, 30), 200).SelectMany(face => (Vector2[]?[])[null, face]));
        }

        var whole = LipTrack.Of(seen);
        for (int frame = 0; frame < seen.Count; frame++)
        {
            int first = Math.Max(0, frame - LipTrack.Reach);
            (Vector2[]? landmarks, float strength) =
                LipTrack.Of(seen[first..Math.Min(seen.Count, frame + LipTrack.Reach + 1)]).At(frame - first);

            strength.ShouldBe(whole.At(frame).Strength, 1e-5f, $"frame {frame}");
            if (strength > 0) landmarks.ShouldNotBeNull()[30].X.ShouldBe(whole.At(frame).Landmarks.ShouldNotBeNull()[30].X, 0.01f);
        }
    }

    private static IEnumerable<Vector2[]?> Missing(int frames) => Enumerable.Repeat<Vector2[]?>(null, frames);

    /// <summary>A face of which only what tells place, size and turn is told.</summary>
    private static IEnumerable<Vector2[]?> Run(int frames, float x, float nose = 0.5f, float height = 100)
    {
        var face = new Vector2[68];
        Array.Fill(face, new Vector2(x, 100));
        face[2] = new Vector2(x - (80 * nose), 100);
        face[14] = new Vector2(x + (80 * (1 - nose)), 100);
        face[27] = new Vector2(x, 60);
        face[8] = new Vector2(x, 60 + height);
        return Enumerable.Repeat<Vector2[]?>(face, frames);
    }
}
