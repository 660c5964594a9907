using SkiaSharp;
using Understudy.MediaEngine.Scenes.Pictures;
using Understudy.MediaEngine.Stills;

namespace Understudy.MediaEngine.Tests.Scenes.Pictures;

public sealed class PersonMaskTests(Stills stills) : IClassFixture<Stills>
{
    [Fact]
    public void The_network_gives_the_numbers_that_it_was_published_with()
    {
        PersonMask mask = Look(stills.Person);

        // A part of it, and single places: hair, face, suit; sky behind, shuttle, flag.
        mask.Share.ShouldBe(0.365f, 0.02f);
        ((float, float)[] inside, (float, float)[] outside) = ([(0.4f, 0.15f), (0.44f, 0.45f), (0.3f, 0.9f)],
            [(0.68f, 0.15f), (0.82f, 0.5f), (0.05f, 0.3f)]);
        inside.ShouldAllBe(place => mask.At(place.Item1, place.Item2) > 0.97f);
        outside.ShouldAllBe(place => mask.At(place.Item1, place.Item2) < 0.03f);
        mask.Bounds().Top.ShouldBe(0.02f, 0.015f);
        (mask.HasPerson, mask.HasRest).ShouldBe((true, true));
    }

    [Fact]
    public void Nobody_is_in_a_landscape() => Look(stills.Land).HasPerson.ShouldBeFalse();

    [Fact]
    public void Nobody_is_in_noise()
    {
        Random random = new(3);
        string noise = stills.Write("noise.png", 200, 120, canvas =>
        {
            using SKPaint paint = new();
            for (int n = 0; n < 6000; n++)
            {
                paint.Color = new SKColor((uint)random.Next() | 0xFF000000u);
                canvas.DrawRect(random.Next(200), random.Next(120), 3, 3, paint);
            }
        });

        Look(noise).HasPerson.ShouldBeFalse();
    }

    [Fact]
    public void A_wider_mask_holds_the_narrower_one()
    {
        float[] values = new float[PersonMask.Side * PersonMask.Side];
        values[100 * PersonMask.Side + 80] = 1;
        PersonMask wider = new PersonMask(values).Wider(7);

        wider.Share.ShouldBe(15 * 15 / (float)values.Length, 1e-6f);
        wider.Bounds().ShouldBe(new SKRect(73 / 256f, 93 / 256f, 88 / 256f, 108 / 256f));
    }

    private static PersonMask Look(string file)
    {
        using SKBitmap picture = StillReader.Read(file, "Picture 1", new SKSizeI(640, 360)).Picture;
        return PersonMask.Of(picture);
    }
}
