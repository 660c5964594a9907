using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>The colours of land: of the ground, of patches on it, and of slopes.</summary>
internal static class Covers
{
    private static readonly (Colour, Colour, Colour) _snow = Of(0xE4ECF6, 0xF4F8FC, 0xB4C2D8);

    /// <summary>What lies in front.</summary>
    public static (Colour Ground, Colour Patches, Colour Slopes) OfFloor(Floor floor, string? season) => floor switch
    {
        Floor.Snow => _snow,
        Floor.Dunes => Of(0xC8905A, 0xD8A468, 0xB07A48),
        Floor.Beach => Of(0xDCC090, 0xE8D2A6, 0xC4A878),
        Floor.Gravel => Of(0xC8C4BC, 0xD8D4CC, 0xB0ACA4),
        Floor.Savanna => Of(0xB89A4C, 0xD0B464, 0x94803C),
        Floor.Rock => Of(0x6A6460, 0x7C7670, 0x54504E),
        Floor.Mars => Of(0xB0603A, 0xC47448, 0x8A4428),
        Floor.Moon => Of(0x88888C, 0x9C9CA0, 0x6C6C70),
        Floor.Pavement => Of(0x8C8A88, 0x9A9896, 0x787674),
        Floor.Forest => season == "autumn" ? Of(0x8A5A2A, 0xB87A34, 0x5C4420) : Of(0x3C5A2C, 0x587A38, 0x4A4428),
        Floor.Field => season == "autumn" ? Of(0xB8924C, 0xD0AC5C, 0x8C6C3C) : Of(0x8EA048, 0xC0B858, 0x7A6A3C),
        Floor.Paddy => Of(0x5E9A48, 0x8CC45C, 0x4A7C40),
        _ => Grass(season),
    };

    /// <summary>Hills in the distance.</summary>
    public static (Colour Ground, Colour Patches, Colour Slopes) OfHills(Floor floor, string? season) => floor switch
    {
        Floor.Snow or Floor.Dunes or Floor.Mars or Floor.Moon or Floor.Savanna or Floor.Rock => OfFloor(floor, season),
        _ => Grass(season),
    };

    /// <summary>Mountains.</summary>
    public static (Colour Ground, Colour Patches, Colour Slopes) OfMountains(Floor floor, string? season,
        bool isNear) => floor switch
        {
            Floor.Snow => isNear ? Of(0xC8D4E4, 0xE8F0F8, 0x6C7C94) : Of(0xD8E2EE, 0xF0F4FA, 0x8090A8),
            Floor.Mars or Floor.Dunes => Of(0x9C5C3C, 0xB06C44, 0x84482E),
            _ when isNear => season switch
            {
                "autumn" => Of(0x8A6034, 0xB8823C, 0x5C5048),
                _ => Of(0x3E6240, 0x587C48, 0x545654),
            },
            _ => Of(0x5C6A70, 0x6C7A74, 0x585A64),
        };

    private static (Colour, Colour, Colour) Grass(string? season) => season switch
    {
        "autumn" => Of(0xA0843C, 0xC49A48, 0x826A34),
        "winter" => _snow,
        "spring" => Of(0x5E9E3C, 0xA0CC5C, 0x4E8838),
        _ => Of(0x4E8F38, 0x86B94A, 0x3F7A34),
    };

    private static (Colour, Colour, Colour) Of(int ground, int patches, int slopes) =>
        (Colour.Hex(ground), Colour.Hex(patches), Colour.Hex(slopes));
}
