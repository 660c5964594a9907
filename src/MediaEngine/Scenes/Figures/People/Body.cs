using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.People;

/// <summary>
/// A body of seven and a half heads, seen from the side or half from the side, that looks to the right. Its unit is its own
/// height; it stands with its lower foot at 0.
/// </summary>
internal sealed class Body
{
    private const float Thigh = 0.245f, Shin = 0.246f, Trunk = 0.3f, UpperArm = 0.172f, Forearm = 0.15f;

    private readonly Easel _easel;
    private readonly Clothes _clothes;
    private readonly Pose _pose;
    private readonly SKPoint _hip, _neck;

    /// <param name="easel">Where to.</param>
    /// <param name="pose">How it stands.</param>
    /// <param name="clothes">What it wears.</param>
    /// <param name="hip">How high its hips are, if its legs do not say it: on a seat, a horse, a bicycle.</param>
    public Body(Easel easel, Pose pose, Clothes clothes, float? hip = null)
    {
        (_easel, _pose, _clothes) = (easel, pose, clothes);
        float near = Reach(pose.NearLeg), far = Reach(pose.FarLeg);
        _hip = new SKPoint(0, hip ?? MathF.Max(near, far) + 0.028f);
        _neck = From(_hip, 180 - pose.Lean, Trunk);
        NearHand = Hand(pose.NearArm, 0.004f);
        FarHand = Hand(pose.FarArm, 0.012f);
        Crown = From(_neck, 180 - pose.Lean - pose.Nod, 0.165f);
    }

    /// <summary>Where the hand on our side is.</summary>
    public SKPoint NearHand { get; }

    /// <summary>Where the other hand is.</summary>
    public SKPoint FarHand { get; }

    /// <summary>The top of the head.</summary>
    public SKPoint Crown { get; }

    /// <summary>Draws all of it.</summary>
    public void Draw()
    {
        Arm(_pose.FarArm, 0.012f, dim: true);
        if (_clothes.Skirt < 0.45f)
        {
            Leg(_pose.FarLeg, dim: true);
            Leg(_pose.NearLeg, dim: false);
        }
        else
        {
            Feet();
        }
        Torso();
        HeadAndHair();
        Arm(_pose.NearArm, -0.004f, dim: false);
    }

    // Down to the ankle, or to the toes where those point down.
    private static float Reach((float Thigh, float Shin) leg) =>
        MathF.Cos(leg.Thigh * MathF.PI / 180) * Thigh + MathF.Cos(leg.Shin * MathF.PI / 180) * Shin
        + MathF.Max(0, MathF.Cos((leg.Shin + 74) * MathF.PI / 180) * 0.085f - 0.012f);

    private static SKPoint From(SKPoint start, float degrees, float length)
    {
        (float sin, float cos) = MathF.SinCos(degrees * MathF.PI / 180);
        return new SKPoint(start.X + sin * length, start.Y - cos * length);
    }

    private SKPoint Shoulder(float forward) => From(new SKPoint(_neck.X + forward, _neck.Y), -_pose.Lean, 0.022f);

    private SKPoint Hand((float Upper, float Fore) arm, float forward) =>
        From(From(Shoulder(forward), arm.Upper, UpperArm), arm.Fore, Forearm + 0.03f);

    private void Leg((float Thigh, float Shin) leg, bool dim)
    {
        SKPoint hip = new(_hip.X + (dim ? 0.012f : -0.004f), _hip.Y), knee = From(hip, leg.Thigh, Thigh),
            ankle = From(knee, leg.Shin, Shin);
        Colour cloth = _clothes.Bare ? _clothes.Skin : _clothes.Legs;
        SKPath limb = _easel.Tube(
            hip.X, hip.Y, 0.055f, (hip.X + knee.X) / 2, (hip.Y + knee.Y) / 2, 0.047f, knee.X, knee.Y, 0.034f,
            (knee.X * 2 + ankle.X) / 3, (knee.Y * 2 + ankle.Y) / 3, 0.034f, ankle.X, ankle.Y, 0.02f);
        SKPoint toe = From(ankle, leg.Shin + 74, 0.085f), heel = From(ankle, leg.Shin - 60, 0.02f);
        SKPath shoe = _easel.Tube(heel.X, heel.Y, 0.019f, (ankle.X + toe.X) / 2, (heel.Y + toe.Y) / 2, 0.02f, toe.X, toe.Y,
            0.012f);
        if (dim)
        {
            _easel.Flat(limb, cloth, 0.22f);
            _easel.Flat(shoe, _clothes.Shoes, 0.2f);
            return;
        }
        _easel.Solid(shoe, _clothes.Shoes);
        _easel.Solid(limb, cloth, 0.06f);
    }

    private void Feet()
    {
        for (int i = 0; i < 2; i++)
            _easel.Solid(_easel.Tube(-0.03f + i * 0.05f, 0.02f, 0.018f, 0.02f + i * 0.05f, 0.014f, 0.013f), _clothes.Shoes);
    }

    private void Torso()
    {
        SKPoint down = new(MathF.Sin(_pose.Lean * MathF.PI / 180), MathF.Cos(_pose.Lean * MathF.PI / 180));
        // Across the trunk: forward, and along it from the hips up.
        float[] outline = _clothes.IsWoman
            ? [-0.05f, -0.02f, -0.062f, 0.03f, -0.042f, 0.11f, -0.052f, 0.2f, -0.05f, 0.275f, -0.022f, 0.305f, 0.026f, 0.305f,
                0.05f, 0.26f, 0.066f, 0.21f, 0.038f, 0.12f, 0.052f, 0.03f, 0.048f, -0.02f]
            : [-0.052f, -0.03f, -0.056f, 0.04f, -0.05f, 0.12f, -0.064f, 0.2f, -0.062f, 0.27f, -0.026f, 0.308f, 0.03f, 0.308f,
                0.062f, 0.262f, 0.068f, 0.2f, 0.054f, 0.11f, 0.054f, 0.03f, 0.052f, -0.03f];
        float broad = _clothes.Broad;
        for (int i = 0; i < outline.Length; i += 2)
        {
            float across = outline[i] * broad, along = outline[i + 1];
            outline[i] = _hip.X + across * down.Y + along * down.X;
            outline[i + 1] = _hip.Y + along * down.Y - across * down.X;
        }
        if (_clothes.Skirt > 0) Skirt();
        _easel.Solid(_easel.Smooth(outline), _clothes.Top, 0.07f);
        if (_clothes.Belt is { } belt)
        {
            _easel.Line(belt, 0.6f, 0.028f, _hip.X - 0.05f * broad + 0.05f * down.X, _hip.Y + 0.075f,
            _hip.X + 0.052f * broad + 0.05f * down.X,
                _hip.Y + 0.07f);
        }
    }

    private void Skirt()
    {
        float extent = MathF.Min(_clothes.Skirt, _hip.Y - 0.03f), wide = 0.05f + _clothes.Flare * extent;
        float stride = MathF.Sin(_pose.NearLeg.Thigh * MathF.PI / 180) * 0.4f * extent,
            wave = MathF.Sin(_easel.Time * 2.2f) * 0.012f;
        float front = MathF.Max(MathF.Abs(stride), wide), hem = _hip.Y - extent;
        SKPath cloth = _easel.Smooth(
            _hip.X - 0.046f, _hip.Y + 0.08f, _hip.X - 0.07f, _hip.Y - extent * 0.2f, _hip.X - front + wave, hem + 0.02f,
            _hip.X - wide * 0.5f, hem, _hip.X + wide * 0.5f, hem - 0.004f, _hip.X + front + wave, hem + 0.015f, _hip.X + 0.07f,
            _hip.Y - extent * 0.2f, _hip.X + 0.044f, _hip.Y + 0.08f);
        Colour colour = _clothes.SkirtColour ?? _clothes.Legs;
        _easel.Solid(cloth, colour, 0.05f);
        for (int i = -1; i <= 1; i++)
        {
            _easel.Line(colour.Times(0.6f), 0.3f, 0.008f, _hip.X + i * 0.02f, _hip.Y - extent * 0.25f,
            _hip.X + i * wide * 0.45f + wave * 0.7f,
                hem + 0.02f);
        }
    }

    private void Arm((float Upper, float Fore) arm, float forward, bool dim)
    {
        SKPoint shoulder = Shoulder(forward), elbow = From(shoulder, arm.Upper, UpperArm), wrist = From(elbow, arm.Fore, Forearm),
            hand = From(wrist, arm.Fore, 0.03f);
        Colour sleeve = _clothes.BareArms ? _clothes.Skin : _clothes.Sleeves ?? _clothes.Top;
        float loose = _clothes.WideSleeves ? 0.03f : 0;
        SKPath limb = _easel.Tube(
            shoulder.X, shoulder.Y, 0.034f, elbow.X, elbow.Y, 0.025f + loose * 0.5f, wrist.X, wrist.Y, 0.018f + loose);
        SKPath palm = _easel.Tube(wrist.X, wrist.Y, 0.015f, hand.X, hand.Y, 0.014f);
        if (dim)
        {
            _easel.Flat(palm, _clothes.Skin, 0.3f);
            _easel.Flat(limb, sleeve, 0.2f);
            return;
        }
        _easel.Solid(palm, _clothes.Skin);
        _easel.Solid(limb, sleeve, 0.09f);
    }

    private void HeadAndHair()
    {
        SKPoint chin = From(_neck, 180 - _pose.Lean - _pose.Nod * 0.5f, 0.022f);
        _easel.Flat(_easel.Tube(_neck.X, _neck.Y - 0.01f, 0.03f, chin.X + 0.004f, chin.Y + 0.02f, 0.026f), _clothes.Skin, 0.4f);
        using (_easel.At(chin.X + 0.008f, chin.Y, -_pose.Lean - _pose.Nod))
        {
            if (_clothes.Hair == HairStyle.Long)
            {
                _easel.Solid(_easel.Smooth(
                    0.01f, 0.142f, -0.05f, 0.12f, -0.066f, 0.04f, -0.072f, -0.06f, -0.04f, -0.1f, -0.012f, -0.06f, -0.012f,
                    0.05f), _clothes.HairColour);
            }
            SKPath face = _easel.Smooth(
                0.006f, 0.136f, -0.038f, 0.116f, -0.05f, 0.07f, -0.034f, 0.02f, 0, -0.002f, 0.03f, 0.002f, 0.042f, 0.022f,
                0.046f, 0.045f, 0.056f, 0.056f, 0.047f, 0.074f, 0.048f, 0.1f, 0.034f, 0.128f);
            _easel.Solid(face, _clothes.Skin, 0.06f);
            if (_clothes.Hair != HairStyle.None)
            {
                _easel.Solid(_easel.Smooth(
                    0.046f, 0.112f, 0.03f, 0.138f, -0.01f, 0.144f, -0.046f, 0.124f, -0.058f, 0.08f, -0.05f, 0.036f, -0.032f,
                    0.03f, -0.014f, 0.07f, 0.006f, 0.1f), _clothes.HairColour, 0.08f);
            }
            if (_clothes.Hair == HairStyle.Bun) _easel.Solid(_easel.Oval(-0.056f, 0.118f, 0.03f, 0.028f), _clothes.HairColour);
            _clothes.Hat?.Invoke(_easel);
        }
    }
}
