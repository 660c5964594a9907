using System.Numerics;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Tests.Mouth;

public sealed class MouthTests
{
    private const int Width = 320;
    private const int Height = 192;

    [Fact]
    public void Lips_open_for_vowels_and_close_for_m_b_and_p()
    {
        TimedPhone[] phones =
        [
            new("pau", 0, 0.2), new("aa", 0.2, 0.4), new("b", 0.4, 0.46), new("aa", 0.46, 0.66), new("uw", 0.66, 0.86),
        ];
        short[] sound = [.. Enumerable.Range(0, 16000).Select(i => (short)(8000 * Math.Sin(i * 0.3)))];
        SynthesizedSpeech speech = new(new PcmAudio(sound, 16000), phones, [], Language.English);

        MouthPose[] poses = MouthMotion.Plan(speech, frames: 30, frameRate: 25, lead: 0.2);

        poses[3].Open.ShouldBeLessThan(0.05f);
        poses[12].Open.ShouldBeGreaterThan(0.6f);
        poses[14..17].Min(pose => pose.Open).ShouldBe(0);
        poses[18].Open.ShouldBeGreaterThan(0.6f);
        poses[23].Wide.ShouldBeLessThan(-0.5f);
        poses.ShouldAllBe(pose => pose.Open >= 0 && pose.Open <= 1 && pose.Wide >= -1 && pose.Wide <= 1);
    }

    [Fact]
    public void An_opened_mouth_shows_a_dark_inside_and_touches_nothing_far_from_it()
    {
        byte[] frame = GreyFrame();
        Vector2[] face = Face(new Vector2(160, 100), 24, angle: 0.2f);

        new MouthWarp(Width, Height).Apply(frame, face, new MouthPose(1, 0));

        // A little under the line of the lips, turned with the head.
        Vector2 inside = new(160 - (MathF.Sin(0.2f) * 8), 100 + (MathF.Cos(0.2f) * 8));
        frame[((int)inside.Y * Width) + (int)inside.X].ShouldBeLessThan((byte)90);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (Vector2.Distance(new Vector2(x, y), new Vector2(160, 100)) > 24 * 3.2)
                    frame[(y * Width) + x].ShouldBe((byte)150);
            }
        }
    }

    [Fact]
    public void Teeth_are_crowns_side_by_side_under_the_lip_and_as_sharp_as_the_picture()
    {
        const float Depth = 0.1f;
        (float share, float middle) = Teeth.At(0.12f, Depth, pixel: 0.01f);

        share.ShouldBe(1, 0.01f);
        Teeth.At(0, Depth, 0.01f).Light.ShouldBeLessThan(middle * 0.85f, "two crowns meet");
        Teeth.At(-0.12f, Depth, 0.01f).Light.ShouldBe(middle, 0.001f);
        Teeth.At(0.5f, Depth, 0.01f).Light.ShouldBeLessThan(middle, "the side is darker");
        Teeth.At(0.12f, 0, 0.01f).Light.ShouldBeLessThan(middle * 0.8f, "the lip throws a shadow");
        Teeth.At(0.12f, 0.2f, 0.01f).Share.ShouldBe(0);
        Teeth.At(0.95f, Depth, 0.01f).Share.ShouldBe(0);
        (float Least, float Most)[] edges = [Edge(0.004f), Edge(0.03f)];
        (edges[0].Most - edges[0].Least).ShouldBeLessThan(0.01f);
        (edges[1].Most - edges[1].Least).ShouldBeGreaterThan(0.03f);

        // Where a crown ends: from full to nothing.
        static (float, float) Edge(float pixel)
        {
            float[] partly =
            [
                .. Enumerable.Range(0, 300).Select(i => i / 1000f)
                    .Where(depth => Teeth.At(0.12f, depth, pixel).Share is > 0.02f and < 0.98f),
            ];
            return (partly.Min(), partly.Max());
        }
    }

    [Theory]
    [InlineData(150, 128, 128)]
    [InlineData(150, 112, 148)]
    [InlineData(60, 112, 148)]
    public void Teeth_are_lit_as_the_skin_is(byte luma, byte blue, byte red)
    {
        MouthInterior inside = new(new FaceColour(luma, blue, red), drawTeeth: true);

        float tooth = inside.Colour(0, 0.12f, 0.1f, 0.4f, 0.01f);
        tooth.ShouldBeGreaterThan(inside.Colour(0, 0.12f, 0.3f, 0.4f, 0.01f) + (0.3f * luma));
        tooth.ShouldBeLessThan(luma * 1.45f);
        float[] chroma = [inside.Colour(1, 0.12f, 0.1f, 0.4f, 0.01f), inside.Colour(2, 0.12f, 0.1f, 0.4f, 0.01f)];
        (chroma[1] - chroma[0]).ShouldBeInRange(0, 30, "white, or a little warmer");
        (chroma[1] - chroma[0] > 8).ShouldBe(blue < 128, "as warm as the light");
    }

    [Fact]
    public void The_part_around_the_mouths_is_all_that_is_read_and_changed()
    {
        Vector2[][] faces =
            [Face(new Vector2(150, 90), 24, 0.3f), Face(new Vector2(190, 96), 20, -0.2f), Face(new Vector2(9, 5), 30, 0)];
        FaceTrack track = new([.. faces.SelectMany(face => face)]);
        var box = MouthBox.Around(new FaceTrack([.. faces[0], .. faces[1]]), Width, Height);
        FaceTrack within = track.Within(box.Left, box.Top);

        (box.Width, box.Height).ShouldBeInRange((100, 80), (220, 170));
        MouthBox.Around(track, Width, Height).ShouldBe(new MouthBox(0, 0, box.Left + box.Width, box.Top + box.Height));
        for (int i = 0; i < 2; i++)
        {
            byte[] whole = GreyFrame();
            new Random(i).NextBytes(whole);
            byte[] part = Part(whole, box);
            byte[] before = [.. whole];
            new MouthWarp(Width, Height).Apply(whole, track[i], new MouthPose(0.8f, 0.4f));
            new MouthWarp(box.Width, box.Height).Apply(part, within[i], new MouthPose(0.8f, 0.4f));

            whole.Zip(before).Count(pair => pair.First != pair.Second).ShouldBeGreaterThan(1000);
            // The places are counted from another corner, so the last digit of a fraction may differ.
            part.Zip(Part(whole, box)).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThanOrEqualTo(2);
            Part(before, box).CopyTo(part, 0);
            Paste(whole, part, box);
            whole.ShouldBe(before, "Nothing outside of the part was changed.");
        }
    }

    [Fact]
    public void The_part_around_the_mouths_holds_what_each_frame_takes_up_in_whole_cells_of_the_picture()
    {
        Vector2[] nobody = Face(new Vector2(20, 20), 0, 0);
        Vector2[] face = Face(new Vector2(150, 90), 24, 0);
        // Half the way from the nose to the jaw, skin is looked at beside what the lips move.
        face[2] = new Vector2(14, 80);
        Vector2[] corner = Face(new Vector2(300, 180), 24, 0);

        var one = MouthBox.Around(new FaceTrack([.. nobody, .. face]), Width, Height);
        var all = MouthBox.Around(new FaceTrack([.. face, .. nobody, .. corner]), Width, Height);

        MouthShape shape = new();
        shape.Set(face, default).ShouldBeTrue();
        (Vector2 low, Vector2 high) = MouthBox.Extent(shape);
        one.Left.ShouldBe(80);
        one.Top.ShouldBeInRange((int)low.Y - 4, (int)low.Y);
        (one.Left + one.Width).ShouldBeInRange((int)high.X + 1, (int)high.X + 5);
        (one.Top + one.Height).ShouldBeInRange((int)high.Y + 1, (int)high.Y + 5);
        foreach (int side in (int[])[one.Left, one.Top, one.Width, one.Height]) (side % 4).ShouldBe(0);
        all.ShouldBe(new MouthBox(one.Left, one.Top, Width - one.Left, Height - one.Top));
    }

    [Fact]
    public void A_closed_mouth_stays_as_it_is()
    {
        byte[] frame = GreyFrame();
        new Random(1).NextBytes(frame.AsSpan(0, Width * Height));
        byte[] before = [.. frame];

        new MouthWarp(Width, Height).Apply(frame, Face(new Vector2(160, 100), 24, 0), new MouthPose(0, 0));

        int changed = frame.Zip(before).Count(pair => Math.Abs(pair.First - pair.Second) > 2);
        changed.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 0, 24)]
    [InlineData(319, 191, 24)]
    [InlineData(-200, 100, 24)]
    [InlineData(160, 100, 200)]
    [InlineData(160, 100, 0)]
    [InlineData(float.NaN, 100, 24)]
    public void A_face_at_the_border_or_out_of_proportion_does_no_harm(float x, float y, float halfWidth)
    {
        byte[] frame = GreyFrame();
        foreach (float open in (float[])[0, 0.5f, 1])
            new MouthWarp(Width, Height).Apply(frame, Face(new Vector2(x, y), halfWidth, 0.5f), new MouthPose(open, -1));
    }

    private static byte[] Part(byte[] frame, MouthBox box)
    {
        byte[] part = new byte[box.Bytes];
        ForEachLine(box, (whole, line, length) => frame.AsSpan(whole, length).CopyTo(part.AsSpan(line)));
        return part;
    }

    private static void Paste(byte[] frame, byte[] part, MouthBox box) =>
        ForEachLine(box, (whole, line, length) => part.AsSpan(line, length).CopyTo(frame.AsSpan(whole)));

    private static void ForEachLine(MouthBox box, Action<int, int, int> copy)
    {
        (int whole, int line) = (0, 0);
        foreach (int scale in (int[])[1, 2, 2])
        {
            for (int y = 0; y < box.Height / scale; y++, line += box.Width / scale)
                copy(whole + (((box.Top / scale) + y) * (Width / scale)) + (box.Left / scale), line, box.Width / scale);
            whole += Width * Height / (scale * scale);
        }
    }

    private static byte[] GreyFrame()
    {
        byte[] frame = new byte[Width * Height * 3 / 2];
        frame.AsSpan(0, Width * Height).Fill(150);
        frame.AsSpan(Width * Height).Fill(128);
        return frame;
    }

    /// <summary>The landmarks that matter for a closed mouth, the others in its middle.</summary>
    private static Vector2[] Face(Vector2 centre, float halfWidth, float angle)
    {
        var face = new Vector2[68];
        Vector2 Place(float u, float v) => centre + (halfWidth * Vector2.Transform(new Vector2(u, v), Matrix3x2.CreateRotation(angle)));
        Array.Fill(face, Place(0, -0.5f));
        face[8] = Place(0, 1.6f);
        face[33] = Place(0, -0.9f);
        face[48] = Place(-1, 0);
        face[54] = Place(1, 0);
        foreach ((int index, float u) in (ReadOnlySpan<(int, float)>)
            [(60, -0.9f), (61, -0.4f), (62, 0), (63, 0.4f), (64, 0.9f), (65, 0.4f), (66, 0), (67, -0.4f)])
            face[index] = Place(u, 0);
        return face;
    }
}
