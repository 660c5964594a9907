using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>An animal of four legs that looks to the right; all in parts of the height of its back.</summary>
internal sealed class Quadruped
{
    private readonly Easel _easel;
    private readonly Build _build;
    private readonly Colour _coat;
    private readonly float _half, _phase, _neckAngle;
    private readonly Gait _gait;

    private Quadruped(Easel easel, Build build, Gait gait)
    {
        (_easel, _build, _gait) = (easel, build, gait);
        _coat = build.Coat(easel);
        _half = build.Length / 2;
        _phase = easel.Time * (gait == Gait.Running ? 1.7f : 0.8f) / MathF.Max(MathF.Sqrt(build.Back), 0.5f) + easel.Between(0,
            1);
        // A head moves a little at every step, and now and then of one who stands.
        float nod = MathF.Sin(gait == Gait.Standing ? easel.Time * 0.8f + _phase * 6 : _phase * MathF.Tau * 2);
        _neckAngle = build.NeckAngle + nod * (gait == Gait.Standing ? 2.5f : 4) - (gait == Gait.Running ? 14 : 0);
    }

    /// <summary>Draws it.</summary>
    public static void Draw(Easel easel, Build build, Gait gait)
    {
        using (easel.At(0, 0, scale: build.Back)) new Quadruped(easel, build, gait).Draw();
    }

    private void Draw()
    {
        float bounce = _gait == Gait.Running ? 0.05f * MathF.Sin(_phase * MathF.Tau * 2) + 0.05f : 0;
        Leg(-_half * 0.78f, 0.5f, hind: true, far: true, bounce);
        Leg(_half * 0.68f, 0.25f, hind: false, far: true, bounce);
        using (_easel.At(0, bounce, _gait == Gait.Running ? 3 * MathF.Sin(_phase * MathF.Tau) : 0))
        {
            DrawTail();
            SKPoint neck = new(_half * 0.7f, 1 - _build.Chest * 0.36f);
            (float sin, float cos) = MathF.SinCos(_neckAngle * MathF.PI / 180);
            SKPoint head = new(neck.X + cos * _build.Neck, neck.Y + sin * _build.Neck);
            _build.Extra?.Invoke(_easel, _build, head, false);
            Colour furUnder = _build.Belly is { } rgb && _easel.Tint is null ? Colour.Hex(rgb) : _coat;
            SKPath trunk = _easel.Smooth(
                -_half * 0.98f, 0.9f + _build.Rump, -_half * 0.72f, 0.995f + _build.Rump, -_half * 0.1f,
                0.975f + _build.Rump * 0.3f, _half * 0.6f, 1, _half * 0.92f, 1 - _build.Chest * 0.25f, _half,
                1 - _build.Chest * 0.55f, _half * 0.72f, 1 - _build.Chest * 0.97f, 0, 1 - _build.Chest, -_half * 0.6f,
                1 - _build.Flank, -_half * 0.95f, 1 - _build.Flank * 0.8f);
            _easel.Solid(_easel.Tube(
                neck.X - cos * 0.05f, neck.Y - sin * 0.05f, _build.NeckThick.Root,
                (neck.X + head.X) / 2 - sin * 0.02f, (neck.Y + head.Y) / 2 + cos * 0.02f,
                (_build.NeckThick.Root + _build.NeckThick.Top) / 2 * 0.94f, head.X, head.Y, _build.NeckThick.Top), _coat);
            _easel.Solid(trunk, _coat);
            using (_easel.Within(trunk))
            {
                if (_build.Belly is not null)
                    _easel.Flat(_easel.Oval(_half * 0.1f, 1 - _build.Chest * 1.05f, _half * 0.95f, _build.Chest * 0.3f),
                        furUnder, 0.4f, 0.8f);
                _build.Pattern?.Invoke(_easel, _build);
                Fur();
            }
            DrawHead(head);
            _build.Extra?.Invoke(_easel, _build, head, true);
        }
        Leg(-_half * 0.7f, 0, hind: true, far: false, bounce);
        Leg(_half * 0.6f, 0.75f, hind: false, far: false, bounce);
    }

    private void Fur()
    {
        int hairs = (int)Math.Clamp(_easel.Pixels * 0.8f, 0, 120);
        for (int i = 0; i < hairs; i++)
        {
            float x = _easel.Between(-_half, _half), y = _easel.Between(1 - _build.Chest, 1);
            _easel.Line(_coat.Times(_easel.Between(0.55f, 1.15f)), (y - 1 + _build.Chest) / _build.Chest, 0.007f, x, y,
                x - 0.04f, y - 0.02f);
        }
    }

    private void Leg(float x, float offset, bool hind, bool far, float bounce)
    {
        float swing = 0, lift = 0, reach = _gait == Gait.Running ? 0.42f : 0.17f;
        if (_gait != Gait.Standing)
        {
            // Of a gallop, the two of a pair go nearly together.
            float at = _gait == Gait.Running ? _phase + (hind ? 0 : 0.42f) + (far ? 0.1f : 0) : _phase + offset;
            swing = MathF.Sin(at * MathF.Tau) * reach * (1 - _build.Chest) * 1.6f;
            lift = MathF.Max(0, MathF.Cos(at * MathF.Tau)) * reach * 0.55f * (1 - _build.Chest) * 1.6f;
        }
        else if (far)
        {
            x += hind ? 0.07f : -0.06f;
        }
        float shank = _build.Shank, top = 1 - (hind ? _build.Flank : _build.Chest) * (hind ? 0.5f : 0.62f) + bounce;
        float footX = x + swing, footY = shank * 1.1f + lift, length = top - footY;
        SKPath limb = hind
            ? _easel.Tube(
                x + 0.02f, top, _build.Ham, x + swing * 0.3f + 0.05f, footY + length * 0.6f, _build.Ham * 0.66f,
                x + swing * 0.62f - 0.09f - lift * 0.6f, footY + length * 0.36f, shank * 1.35f, footX - 0.03f - lift * 0.4f,
                footY + length * 0.1f, shank, footX, footY, shank * 1.15f)
            : _easel.Tube(
                x + 0.02f, top, _build.Ham * 0.85f, x + swing * 0.4f, footY + length * 0.62f, _build.Ham * 0.5f,
                x + swing * 0.66f + lift * 0.7f, footY + length * 0.38f, shank * 1.25f, footX - lift * 0.35f,
                footY + length * 0.1f, shank, footX, footY, shank * 1.15f);
        float sole = MathF.Min(shank * 1.1f, 0.045f);
        SKPath foot = _easel.Tube(footX - shank * 0.5f, footY - shank * 1.1f + sole * 0.8f, sole, footX + shank,
            footY - shank * 1.1f + sole * 0.7f, sole * 0.7f);
        Colour sock = _build.Socks is { } rgb && _easel.Tint is null ? Colour.Hex(rgb) : _coat.Times(0.7f);
        if (far)
        {
            _easel.Flat(limb, _coat.Times(0.8f), 0.2f);
            _easel.Flat(foot, sock, 0.2f);
            return;
        }
        _easel.Solid(limb, _coat, 0);
        if (_build.Socks is not null)
        {
            using (_easel.Within(limb)) _easel.Flat(_easel.Rect(footX - 0.4f, 0, footX + 0.4f, footY + length * 0.34f), sock,
                0.5f);
        }
        _easel.Flat(foot, sock, 0.5f);
    }

    private void DrawHead(SKPoint at)
    {
        (float brow, float nose) = _build.HeadThick;
        float extent = _build.Head;
        using (_easel.At(at.X, at.Y, -_build.HeadAngle + (_neckAngle - _build.NeckAngle) * 0.4f))
        {
            Ear(far: true);
            SKPath head = _easel.Tube(
                -brow * 0.3f, 0, brow * 0.92f, extent * 0.3f, -brow * 0.05f, brow * 0.9f, extent * 0.62f, -brow * 0.25f,
                (brow + nose) * 0.46f, extent - nose, -brow * 0.35f, nose);
            _easel.Solid(head, _coat);
            if (_build.Belly is { } rgb && _easel.Tint is null)
            {
                using (_easel.Within(head)) _easel.Flat(_easel.Oval(extent * 0.75f, -brow * 0.8f, extent * 0.45f, brow * 0.75f),
                    Colour.Hex(rgb), 0.6f);
            }
            _easel.Spot(extent - nose * 0.35f, -brow * 0.15f, nose * 0.4f, nose * 0.34f, Colour.Hex(0x1E1A1A), 0.4f);
            _easel.Spot(extent * 0.36f, brow * 0.28f, brow * 0.17f, brow * 0.17f, Colour.Hex(0x141010), 0.4f);
            Ear(far: false);
        }
    }

    private void Ear(bool far)
    {
        float brow = _build.HeadThick.Brow, ear = _build.Ear, lit = far ? 0.25f : 0.7f, x = far ? 0.02f : -0.02f;
        SKPath? shape = _build.Ears switch
        {
            Ears.Pointed => _easel.Smooth(x + brow * 0.3f, brow * 0.5f, x - brow * 0.1f, brow * 0.7f + ear, x - brow * 0.7f,
            brow * 0.4f),
            Ears.Round => _easel.Oval(x - brow * 0.35f, brow * 0.85f, ear * 0.5f, ear * 0.5f),
            Ears.Hanging => _easel.Smooth(x - brow * 0.2f, brow * 0.75f, x - ear, brow * 0.35f, x - ear * 0.85f, -brow * 0.1f,
            x - brow * 0.3f, brow * 0.3f),
            Ears.Long => _easel.Tube(x - brow * 0.2f, brow * 0.6f, 0.035f, x - ear * 0.3f,
            brow + ear * 0.5f, 0.05f, x - ear * 0.5f, brow + ear, 0.02f),
            _ => null,
        };
        if (shape is not null) _easel.Flat(shape, _coat.Times(far ? 0.8f : 0.92f), lit);
    }

    private void DrawTail()
    {
        float x = -_half * 0.95f, y = 0.93f + _build.Rump, extent = _build.TailLength;
        float sway = MathF.Sin(_easel.Time * 2.3f + _phase) * 0.12f * extent, back = _gait == Gait.Running ? extent * 0.5f : 0;
        SKPath tail = _build.Tail switch
        {
            Tail.Short => _easel.Tube(x + 0.05f, y - 0.02f, extent * 0.3f, x - extent * 0.4f, y - extent * 0.3f + sway * 0.3f,
            extent * 0.25f),
            Tail.Bushy => _easel.Tube(
                x + 0.05f, y - 0.04f, 0.05f, x - extent * 0.4f - back * 0.3f, y - extent * 0.4f + back * 0.5f, 0.11f,
                x - extent * 0.55f - back * 0.6f + sway, y - extent * 0.9f + back * 1.2f, 0.03f),
            Tail.Hair => _easel.Tube(
                x + 0.03f, y, 0.045f, x - 0.12f - back * 0.6f, y - 0.05f, 0.07f, x - 0.16f - back + sway,
                y - extent * 0.55f + back * 0.8f, 0.085f, x - 0.12f - back * 1.2f + sway * 1.5f, y - extent + back * 1.1f, 0.02f),
            Tail.Raised => _easel.Tube(
                x + 0.05f, y - 0.04f, 0.045f, x - extent * 0.4f, y + extent * 0.1f, 0.04f, x - extent * 0.55f,
                y + extent * 0.6f, 0.036f, x - extent * 0.3f + sway, y + extent * 0.85f, 0.025f),
            _ => _easel.Tube(
                x + 0.04f, y - 0.03f, 0.03f, x - 0.08f - back * 0.5f, y - extent * 0.3f + back * 0.4f, 0.02f,
                x - 0.06f - back + sway, y - extent * 0.8f + back, 0.018f, x - 0.06f - back + sway * 1.3f, y - extent + back,
                0.04f),
        };
        _easel.Solid(tail, _build.Tail == Tail.Hair ? _coat.Times(0.5f) : _coat);
    }
}

/// <summary>How an animal of four legs goes.</summary>
internal enum Gait
{
    /// <summary>It stands.</summary>
    Standing,

    /// <summary>It walks.</summary>
    Walking,

    /// <summary>It gallops.</summary>
    Running,
}
