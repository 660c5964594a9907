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
        track.At(22).Landmarks.ShouldNotBeNull()[30].X.ShouldBeInRange(100, 107);
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
    public void A_profile_keeps_its_lips_and_so_does_what_is_a_face_for_a_moment_only()
    {
        LipTrack.Of([.. Run(20, 100, nose: 0.95f)]).Share(20).ShouldBe(0);
        LipTrack.Of([.. Missing(20), .. Run(3, 100), .. Missing(20)]).Share(43).ShouldBe(0);
    }

    [Fact]
    public void The_last_picture_is_held()
    {
        LipTrack.Of([.. Run(20, 100)]).At(500).Strength.ShouldBe(1, 0.01f);
        LipTrack.Of([]).At(0).Landmarks.ShouldBeNull();
    }

    private static IEnumerable<Vector2[]?> Missing(int frames) => Enumerable.Repeat<Vector2[]?>(null, frames);

    /// <summary>A face of which only what tells place, size and turn is told.</summary>
    private static IEnumerable<Vector2[]?> Run(int frames, float x, float nose = 0.5f)
    {
        var face = new Vector2[68];
        Array.Fill(face, new Vector2(x, 100));
        face[2] = new Vector2(x - (80 * nose), 100);
        face[14] = new Vector2(x + (80 * (1 - nose)), 100);
        face[27] = new Vector2(x, 60);
        face[8] = new Vector2(x, 160);
        return Enumerable.Repeat<Vector2[]?>(face, frames);
    }
}
