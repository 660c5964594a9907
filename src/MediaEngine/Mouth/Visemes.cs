namespace Understudy.MediaEngine.Mouth;

/// <summary>The mouth shapes that go with the sounds of speech.</summary>
internal static class Visemes
{
    private static readonly MouthPose _closed = new(0, 0);
    private static readonly MouthPose _unknown = new(0.25f, 0);

    private static readonly Dictionary<string, MouthPose> _shapes = new(StringComparer.Ordinal)
    {
        ["pau"] = _closed,
        ["m"] = _closed,
        ["b"] = _closed,
        ["p"] = _closed,
        ["q"] = new(0.12f, 0),
        ["aa"] = new(1, 0),
        ["ae"] = new(0.85f, 0.25f),
        ["ah"] = new(0.65f, 0),
        ["ao"] = new(0.85f, -0.35f),
        ["aw"] = new(0.9f, -0.2f),
        ["ax"] = new(0.42f, 0),
        ["ay"] = new(0.85f, 0.15f),
        ["eh"] = new(0.62f, 0.25f),
        ["er"] = new(0.42f, -0.3f),
        ["ey"] = new(0.5f, 0.35f),
        ["ih"] = new(0.38f, 0.25f),
        ["iy"] = new(0.28f, 0.5f),
        ["ow"] = new(0.6f, -0.6f),
        ["oy"] = new(0.6f, -0.5f),
        ["uh"] = new(0.38f, -0.5f),
        ["uw"] = new(0.28f, -0.9f),
        ["f"] = new(0.06f, 0.1f),
        ["v"] = new(0.06f, 0.1f),
        ["th"] = new(0.2f, 0),
        ["dh"] = new(0.2f, 0),
        ["s"] = new(0.14f, 0.25f),
        ["z"] = new(0.14f, 0.25f),
        ["sh"] = new(0.18f, -0.5f),
        ["zh"] = new(0.18f, -0.5f),
        ["ch"] = new(0.18f, -0.45f),
        ["jh"] = new(0.18f, -0.45f),
        ["t"] = new(0.2f, 0.1f),
        ["d"] = new(0.2f, 0.1f),
        ["n"] = new(0.22f, 0.1f),
        ["l"] = new(0.32f, 0.1f),
        ["k"] = new(0.3f, 0),
        ["g"] = new(0.3f, 0),
        ["ng"] = new(0.28f, 0),
        ["hh"] = new(0.4f, 0),
        ["r"] = new(0.25f, -0.4f),
        ["w"] = new(0.15f, -0.9f),
        ["y"] = new(0.22f, 0.35f),
        ["a"] = new(0.9f, 0.05f),
        ["i"] = new(0.3f, 0.45f),
        ["u"] = new(0.28f, -0.45f),
        ["e"] = new(0.55f, 0.25f),
        ["o"] = new(0.6f, -0.5f),
        ["N"] = new(0.15f, 0),
    };

    /// <summary>The shape for a phone.</summary>
    public static MouthPose Of(string phone) => _shapes.GetValueOrDefault(phone, _unknown);

    /// <summary>How far the lips may be open in the middle of a phone, however its neighbours pull: none for m, b and p,
    /// a slit for f and v.</summary>
    public static float Ceiling(string phone) => phone switch
    {
        "m" or "b" or "p" => 0,
        "f" or "v" => 0.08f,
        _ => 1,
    };
}
