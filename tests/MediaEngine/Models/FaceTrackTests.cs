using System.Numerics;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Tests.Models;

public sealed class FaceTrackTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_track_survives_its_file_to_a_sixteenth_of_a_pixel()
    {
        Vector2[] landmarks = Enumerable.Range(0, 3 * FaceTrack.LandmarkCount)
            .Select(i => new Vector2(i * 9.37f - 20, 1079.9f - i)).ToArray();
        new FaceTrack(landmarks).Save(_file);

        var loaded = FaceTrack.Load(_file);

        loaded.FrameCount.ShouldBe(3);
        for (int i = 0; i < landmarks.Length; i++)
        {
            Vector2 point = loaded[i / FaceTrack.LandmarkCount][i % FaceTrack.LandmarkCount];
            Vector2.Distance(point, landmarks[i]).ShouldBeLessThan(1 / 16f);
        }
    }

    [Fact]
    public void Frames_past_the_end_start_the_cycle_again()
    {
        Vector2[] landmarks = Enumerable.Range(0, 2 * FaceTrack.LandmarkCount).Select(i => new Vector2(i)).ToArray();

        new FaceTrack(landmarks)[3][0].ShouldBe(landmarks[FaceTrack.LandmarkCount]);
    }

    [Fact]
    public void Other_files_are_refused()
    {
        File.WriteAllText(_file, "not a face track at all");

        Should.Throw<InvalidDataException>(() => FaceTrack.Load(_file));
    }
}
