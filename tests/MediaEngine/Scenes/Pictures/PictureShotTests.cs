using System.Globalization;
using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting;
using Understudy.MediaEngine.Scenes.Painting.Finishing;
using Understudy.MediaEngine.Scenes.Pictures;
using Understudy.MediaEngine.Stills;

namespace Understudy.MediaEngine.Tests.Scenes.Pictures;

/// <summary>How single pictures are cut and move, without an encoder between.</summary>
public sealed class PictureShotTests(Stills stills) : IClassFixture<Stills>
{
    private static readonly Stage _wide = new(320, 180);
    private static readonly Stage _upright = new(176, 320);

    [Theory]
    [InlineData("person")]
    [InlineData("land")]
    public void A_camera_that_stands_still_shows_the_picture_as_it_is(string what)
    {
        using SKBitmap picture = Read(what);
        using PictureShot shot = new(picture, _wide, _ => CameraMove.Still);
        Frame frame = new(shot, _wide, "Static shot", 0);
        SKRect part = Whole(shot.Part, picture);
        var depths = Depths.Of(_wide, reach: 1);
        using Sheet sheet = depths.NewSheet(_wide, depths.Near);
        part.Inflate(
            -part.Width * sheet.MarginX * sheet.Scale / sheet.Width, -part.Height * sheet.MarginY * sheet.Scale / sheet.Height);
        using SKBitmap wanted = new(new SKImageInfo(320, 180, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (SKCanvas canvas = new(wanted))
        using (var image = SKImage.FromBitmap(picture))
            canvas.DrawImage(image, part, SKRect.Create(320, 180), StillFile.Sampling(2, 1), null);

        frame.Difference(wanted).ShouldBeLessThan(6);
    }

    [Fact]
    public void People_move_farther_than_what_is_behind_them()
    {
        using SKBitmap picture = Read("person");
        using PictureShot shot = new(picture, _wide, _ => CameraMove.PanLeft);
        Frame first = new(shot, _wide, "Pan left", 0);
        Frame last = new(shot, _wide, "Pan left", 1);

        shot.IsCutOut.ShouldBeTrue();
        // The face's rows, and the shuttle's.
        int near = first.ShiftTo(last, SKRectI.Create(110, 40, 60, 60));
        int far = first.ShiftTo(last, SKRectI.Create(250, 20, 36, 90));
        far.ShouldBeInRange(8, 20);
        near.ShouldBeInRange(far + 10, far + 26);
    }

    [Fact]
    public void The_ground_moves_farther_than_the_sky()
    {
        string patches = stills.Write("patches.png", 640, 360, canvas =>
        {
            using SKPaint paint = new();
            Random random = new(8);
            for (int y = 0; y < 9; y++)
            {
                for (int x = 0; x < 16; x++)
                {
                    byte bright = (byte)random.Next(60);
                    paint.Color = y < 5
                        ? new SKColor((byte)(140 + bright), (byte)(180 + bright), 250)
                        : new SKColor((byte)(30 + bright), (byte)(70 + bright), 30);
                    canvas.DrawRect(x * 40, y * 40, 40, 40, paint);
                }
            }
        });
        (SKBitmap picture, _) = StillReader.Read(patches, "Picture 1", new SKSizeI(640, 360));
        using (picture)
        {
            using PictureShot shot = new(picture, _wide, _ => CameraMove.PanRight);
            Frame first = new(shot, _wide, "Pan right", 0);
            Frame last = new(shot, _wide, "Pan right", 1);

            (shot.IsCutOut, shot.HasGround).ShouldBe((false, true));
            int far = -first.ShiftTo(last, SKRectI.Create(120, 10, 100, 12));
            int near = -first.ShiftTo(last, SKRectI.Create(120, 166, 100, 12));
            far.ShouldBeInRange(6, 20);
            near.ShouldBeInRange(far + 8, far + 26);
        }
    }

    [Theory]
    [InlineData("Pan left")]
    [InlineData("Pan right")]
    [InlineData("Tilt up")]
    [InlineData("Tilt down")]
    [InlineData("Zoom in")]
    [InlineData("Zoom out")]
    public void No_move_shows_what_is_beside_the_picture(string prompt)
    {
        string bright = stills.Write("bright.png", 400, 400, canvas => canvas.DrawColor(new SKColor(250, 240, 230)));
        foreach (string file in (string[])[bright, stills.Land])
        {
            foreach (Stage stage in (Stage[])[_wide, _upright])
            {
                (SKBitmap picture, _) = StillReader.Read(file, "Picture 1", new SKSizeI(640, 640));
                using (picture)
                {
                    using PictureShot shot = new(picture, stage, _ => Enum.Parse<CameraMove>(
                        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(prompt).Replace(" ", "", StringComparison.Ordinal)));
                    foreach (float part in (float[])[0, 0.5f, 1])
                    {
                        Frame frame = new(shot, stage, prompt, part);
                        frame.DarkestEdge().ShouldBeGreaterThan(110, $"{prompt} at {part}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(640, 1600, 0)]
    [InlineData(640, 1600, 1240)]
    [InlineData(2400, 360, 0)]
    [InlineData(2400, 360, 1760)]
    public void A_face_stays_in_a_picture_of_another_shape(int width, int height, int at)
    {
        bool isTall = height > width;
        using SKBitmap person = Read("person");
        using var still = SKImage.FromBitmap(person);
        string file = stills.Write("shape.png", width, height, canvas =>
        {
            canvas.DrawColor(new SKColor(150, 160, 170));
            canvas.DrawImage(still, SKRect.Create(isTall ? 0 : at, isTall ? at : 0, 640, 360), StillFile.Sampling(1, 1));
        });
        (SKBitmap picture, _) = StillReader.Read(file, "Picture 1", new SKSizeI(640, 360));
        using (picture)
        {
            foreach (Stage stage in (Stage[])[_wide, _upright])
            {
                using PictureShot shot = new(picture, stage, _ => CameraMove.ZoomIn);
                SKRect part = Whole(shot.Part, picture);
                SKRect face = FaceFinder.In(picture).ShouldHaveSingleItem().Face;

                (part.Width / part.Height).ShouldBe(stage.Width / Stage.Height, 0.08f);
                shot.Part.Contains(face).ShouldBeTrue($"{face} in {shot.Part}");
                Frame last = new(shot, stage, "Zoom in", 1);
                last.Faces().ShouldBe(1);
            }
        }
    }

    [Fact]
    public void A_face_that_fills_an_upright_picture_is_what_a_frame_across_shows()
    {
        using SKBitmap person = Read("person");
        // Her hair touches the left edge: 203 of 640 pixels.
        using SKBitmap portrait = new();
        person.ExtractSubset(portrait, SKRectI.Create(218, 0, 203, 360)).ShouldBeTrue();
        using SKBitmap upright = portrait.Copy();
        using PictureShot shot = new(upright, _wide, _ => CameraMove.ZoomIn);

        shot.Faces.ShouldBe(1);
        // From the brows to the chin it is a little higher than the frame.
        shot.Part.MidY.ShouldBe(FaceFinder.WithRoomIn(upright)[0].Face.MidY, 0.05f);
    }

    [Theory]
    [InlineData("Static shot, snow")]
    [InlineData("Static shot, rain")]
    [InlineData("Static shot, fog")]
    [InlineData("Static shot, anime")]
    public void What_is_said_of_the_air_and_the_style_is_seen(string prompt)
    {
        using SKBitmap picture = Read("land");
        using PictureShot shot = new(picture, _wide, _ => CameraMove.Still);
        Frame plain = new(shot, _wide, "Static shot", 0.5f);
        Frame changed = new(shot, _wide, prompt, 0.5f);

        changed.Difference(plain).ShouldBeGreaterThan(0.01);
        new Frame(shot, _wide, prompt, 0.5f).Difference(changed).ShouldBe(0);
    }

    private SKBitmap Read(string what)
    {
        string file = what == "person" ? stills.Person : stills.Land;
        return StillReader.Read(file, "Picture 1", new SKSizeI(640, 360)).Picture;
    }

    private static SKRect Whole(SKRect part, SKBitmap picture) => SKRect.Create(
        part.Left * picture.Width, part.Top * picture.Height, part.Width * picture.Width, part.Height * picture.Height);

    /// <summary>A frame of a shot of a second.</summary>
    private sealed class Frame
    {
        private readonly byte[] _frame;
        private readonly int _width;
        private readonly int _height;

        public Frame(PictureShot shot, Stage stage, string prompt, float part)
        {
            PictureWords words = new(prompt);
            using Scene scene = shot.Paint(stage, words, words.Style, seed: 3, seconds: 1, CancellationToken.None);
            using Picture picture = new(stage);
            scene.Paint(picture, part);
            (_width, _height) = (stage.PixelWidth, stage.PixelHeight);
            _frame = new byte[_width * _height * 3 / 2];
            new FrameConverter(new Finish(), _width, _height).Convert(picture, _frame, 0);
        }

        public double Difference(Frame other) =>
            Enumerable.Range(0, _width * _height).Average(n => Math.Abs(_frame[n] - other._frame[n]));

        public double Difference(SKBitmap other)
        {
            double sum = 0;
            for (int y = 0; y < _height; y++)
            {
                for (int x = 0; x < _width; x++)
                {
                    SKColor colour = other.GetPixel(x, y);
                    double luma = colour.Red * 0.2126 + colour.Green * 0.7152 + colour.Blue * 0.0722;
                    sum += Math.Abs(Bright(x, y) - 16 - luma * 219 / 255);
                }
            }
            return sum / (_width * _height);
        }

        /// <summary>How many pixels to the right a patch of this one is found in another one.</summary>
        public int ShiftTo(Frame other, SKRectI patch) => Enumerable.Range(-60, 121)
            .Where(shift => patch.Left + shift >= 0 && patch.Right + shift <= _width)
            .MinBy(shift =>
            {
                double sum = 0;
                for (int y = patch.Top; y < patch.Bottom; y++)
                    for (int x = patch.Left; x < patch.Right; x++) sum += Math.Abs(Bright(x, y) - other.Bright(x + shift, y));
                return sum;
            });

        public int DarkestEdge() => Math.Min(
            Enumerable.Range(0, _width).Min(x => Math.Min(Bright(x, 0), Bright(x, _height - 1))),
            Enumerable.Range(0, _height).Min(y => Math.Min(Bright(0, y), Bright(_width - 1, y))));

        public int Faces()
        {
            // The finder wants some room around a face that fills the frame.
            using SKBitmap seen = new(new SKImageInfo(_width * 2, _height * 2, SKColorType.Bgra8888, SKAlphaType.Opaque));
            seen.Erase(SKColors.Gray);
            for (int y = 0; y < _height; y++)
            {
                for (int x = 0; x < _width; x++)
                {
                    int at = _width * _height + y / 2 * (_width / 2) + x / 2;
                    double bright = (Bright(x, y) - 16) * 1.164;
                    (int blue, int red) = (_frame[at] - 128, _frame[at + _width * _height / 4] - 128);
                    SKColor colour = new(
                        Byte(bright + 1.793 * red), Byte(bright - 0.213 * blue - 0.533 * red), Byte(bright + 2.112 * blue));
                    seen.SetPixel(x + _width / 2, y + _height / 2, colour);
                }
            }
            return FaceFinder.In(seen).Count;
        }

        private static byte Byte(double value) => (byte)Math.Clamp(value, 0, 255);

        private int Bright(int x, int y) => _frame[y * _width + x];
    }
}
