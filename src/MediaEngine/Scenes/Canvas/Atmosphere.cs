namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>The light of a time of day and a weather: what colours the sky, the haze and everything lit have.</summary>
internal sealed record Atmosphere
{
    /// <summary>The sky overhead.</summary>
    public required Colour Zenith { get; init; }

    /// <summary>The sky half-way down.</summary>
    public required Colour Middle { get; init; }

    /// <summary>The sky at the horizon.</summary>
    public required Colour Horizon { get; init; }

    /// <summary>The light of the sun or the moon.</summary>
    public required Colour Sun { get; init; }

    /// <summary>The lit side of clouds.</summary>
    public required Colour CloudLit { get; init; }

    /// <summary>Their other side.</summary>
    public required Colour CloudShade { get; init; }

    /// <summary>What far things fade into.</summary>
    public required Colour Haze { get; init; }

    /// <summary>How much light there is: 1 by day.</summary>
    public required float Light { get; init; }

    /// <summary>Where the sun or the moon stands, as a part of the picture's width.</summary>
    public required float SunX { get; init; }

    /// <summary>Its height, in units from above.</summary>
    public required float SunY { get; init; }

    /// <summary>Whether the sun or the moon can be seen.</summary>
    public bool HasDisc { get; init; } = true;

    /// <summary>Whether it is the moon.</summary>
    public bool IsMoon { get; init; }

    /// <summary>Whether there are stars.</summary>
    public bool HasStars { get; init; }

    /// <summary>A clear day.</summary>
    public static Atmosphere Day { get; } = Of(
        0x2464B8, 0x6FAEE6, 0xD8EEFA, 0xFFF8E0, 0xFFFFFF, 0x93A9C4, 0xC2DCEE, light: 1, sunX: 0.78f, sunY: 120);

    /// <summary>The sun comes up.</summary>
    public static Atmosphere Dawn { get; } = Of(
        0x5C83BE, 0xC9B3D0, 0xFFD7B0, 0xFFF0C8, 0xFFE3D3, 0x9A8FB5, 0xE6C3BB, light: 0.85f, sunX: 0.33f, sunY: 330);

    /// <summary>The sun goes down.</summary>
    public static Atmosphere Sunset { get; } = Of(
        0x2A2F63, 0xB5557A, 0xFFA552, 0xFFD890, 0xFF9A6B, 0x5B3A66, 0xC4748A, light: 0.62f, sunX: 0.6f, sunY: 355);

    /// <summary>An hour before or after: warm and low.</summary>
    public static Atmosphere Golden { get; } = Of(
        0x4C7AB8, 0xC7B79A, 0xFFCF7A, 0xFFE2A0, 0xFFE6B8, 0xA88E86, 0xEBC58E, light: 0.9f, sunX: 0.7f, sunY: 260);

    /// <summary>The sun is gone, and some light is left.</summary>
    public static Atmosphere Dusk { get; } = Of(
        0x11183C, 0x3B3F78, 0xC9779A, 0xFFC8A8, 0xA676A0, 0x2E2F59, 0x6A5A8C, light: 0.4f, sunX: 0.7f, sunY: 420)
        with
    { HasStars = true, HasDisc = false };

    /// <summary>All is blue.</summary>
    public static Atmosphere Blue { get; } = Of(
        0x0C1A48, 0x234A86, 0x7C9CC4, 0xC8D8F0, 0x7C94BC, 0x22345E, 0x4E6C9C, light: 0.42f, sunX: 0.5f, sunY: 430)
        with
    { HasStars = true, HasDisc = false };

    /// <summary>A moonlit night.</summary>
    public static Atmosphere Night { get; } = Of(
        0x050B1F, 0x0C1B3D, 0x21406B, 0xDDE8FF, 0x3A5480, 0x0C1730, 0x1E3557, light: 0.34f, sunX: 0.73f, sunY: 150)
        with
    { HasStars = true, IsMoon = true };

    /// <summary>Heavy clouds.</summary>
    public static Atmosphere Storm { get; } = Of(
        0x14191F, 0x2B343C, 0x65757A, 0xB9C7C9, 0x77868C, 0x1B2127, 0x56646A, light: 0.4f, sunX: 0.25f, sunY: 200)
        with
    { HasDisc = false };

    /// <summary>A grey day.</summary>
    public static Atmosphere Overcast { get; } = Of(
        0x8896A6, 0xA6B2BE, 0xC9D1D8, 0xE8ECEF, 0xD2D9DF, 0x8895A3, 0xB4BEC8, light: 0.72f, sunX: 0.6f, sunY: 160)
        with
    { HasDisc = false };

    /// <summary>A hot, dusty day.</summary>
    public static Atmosphere Hot { get; } = Of(
        0x3B6FB0, 0xA9C1C9, 0xFFE2B0, 0xFFF6D8, 0xFFF0D8, 0xC9B9A8, 0xF0CFA0, light: 1, sunX: 0.75f, sunY: 215);

    /// <summary>Where there is no air: a black sky over bright ground.</summary>
    public static Atmosphere Airless { get; } = Of(
        0x020204, 0x040406, 0x08080C, 0xFFFFFF, 0x808080, 0x202020, 0x10101A, light: 0.95f, sunX: 0.75f, sunY: 130)
        with
    { HasStars = true };

    /// <summary>Between this light and another one; 1 is the other one, but for where the sun stands.</summary>
    public Atmosphere Towards(Atmosphere other, float t) => this with
    {
        Zenith = Zenith.Mix(other.Zenith, t),
        Middle = Middle.Mix(other.Middle, t),
        Horizon = Horizon.Mix(other.Horizon, t),
        Sun = Sun.Mix(other.Sun, t),
        CloudLit = CloudLit.Mix(other.CloudLit, t),
        CloudShade = CloudShade.Mix(other.CloudShade, t),
        Haze = Haze.Mix(other.Haze, t),
        Light = Light + (other.Light - Light) * t,
    };

    /// <summary>With so much of a colour in all that it lights.</summary>
    public Atmosphere Tinted(Colour colour, float strength) => this with
    {
        Zenith = Zenith.Mix(colour.Times(0.35f + 0.65f * Zenith.Luma), strength),
        Middle = Middle.Mix(colour.Times(0.45f + 0.55f * Middle.Luma), strength),
        Horizon = Horizon.Mix(colour.Times(0.5f + 0.5f * Horizon.Luma), strength),
        Sun = Sun.Mix(colour, strength * 0.4f),
        CloudLit = CloudLit.Mix(colour, strength * 0.6f),
        CloudShade = CloudShade.Mix(colour.Times(0.5f), strength * 0.6f),
        Haze = Haze.Mix(colour.Times(0.5f + 0.5f * Haze.Luma), strength),
    };

    private static Atmosphere Of(
        int zenith, int middle, int horizon, int sun, int lit, int shade, int haze, float light, float sunX, float sunY) => new()
        {
            Zenith = Colour.Hex(zenith),
            Middle = Colour.Hex(middle),
            Horizon = Colour.Hex(horizon),
            Sun = Colour.Hex(sun),
            CloudLit = Colour.Hex(lit),
            CloudShade = Colour.Hex(shade),
            Haze = Colour.Hex(haze),
            Light = light,
            SunX = sunX,
            SunY = sunY,
        };
}
