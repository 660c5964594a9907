using System.Runtime.Intrinsics;

namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>
/// How a sheet lies in one frame. A sheet is shown in its own size or larger, so that eight pixels of the picture come from at
/// most nine of the sheet: two loads and two shuffles, and no gathering. Each thread that paints frames has its own.
/// </summary>
internal sealed unsafe class SheetView
{
    private Sheet _sheet = null!;
    private float _top;
    private float _step;
    private bool _isPlain;
    private int[] _bases = [];
    private Vector256<int>[] _taps = [];
    private Vector256<ushort>[] _weights = [];
    private uint[] _mixed = [];

    /// <summary>Finds out where it lies.</summary>
    public void Place(Sheet sheet, Stage stage, Camera camera, float time)
    {
        _sheet = sheet;
        (float scale, float x, float y) = camera.View(sheet.Parallax, stage.Centre, sheet.Drift?.Invoke(time) ?? default);
        _step = sheet.Scale / (stage.Scale * scale);
        float left = (-x / scale + sheet.MarginX) * sheet.Scale;
        _top = (-y / scale + sheet.MarginY) * sheet.Scale;
        int blocks = (stage.PixelWidth + 7) / 8;
        if (_bases.Length < blocks)
        {
            _bases = new int[blocks];
            _taps = new Vector256<int>[blocks];
            _weights = new Vector256<ushort>[2 * blocks];
        }
        if (_mixed.Length < sheet.Stride + 16) _mixed = new uint[sheet.Stride + 16];
        // In 65536ths of a pixel, so that all machines agree.
        long at = (long)(left * 65536);
        long step = (long)(_step * 65536);
        _isPlain = step == 65536 && (at & 0xFFFF) < 256;
        Span<int> taps = stackalloc int[8];
        Span<ushort> weights = stackalloc ushort[32];
        for (int block = 0; block < blocks; block++, at += 8 * step)
        {
            _bases[block] = Math.Min(Math.Clamp((int)(at >> 16), 0, sheet.Width - 2), sheet.Stride - 10);
            for (int i = 0; i < 8; i++)
            {
                long place = at + step * i;
                taps[i] = Math.Clamp((int)(place >> 16) - _bases[block], 0, 7);
                weights.Slice(4 * i, 4).Fill((ushort)((place & 0xFFFF) >> 9));
            }
            _taps[block] = Vector256.Create<int>(taps);
            _weights[2 * block] = Vector256.Create<ushort>(weights);
            _weights[2 * block + 1] = Vector256.Create<ushort>(weights[16..]);
        }
    }

    /// <summary>Whether it hides everything behind it in a row of the picture.</summary>
    public bool Hides(int y)
    {
        (int row, int weight) = RowOf(y);
        return _sheet.Hides(row) && (weight == 0 || _sheet.Hides(row + 1));
    }

    /// <summary>Notes of which blocks of eight pixels of a row it hides what is behind.</summary>
    /// <param name="y">The row of the picture.</param>
    /// <param name="width">Pixels across the picture.</param>
    /// <param name="hiddenBelow">For each block, the number of the sheet below which nothing shows.</param>
    /// <param name="number">This one's number.</param>
    public void Cover(int y, int width, byte[] hiddenBelow, int number)
    {
        int blocks = (width + 7) / 8;
        foreach ((int from, int to) in _sheet.Runs(RowOf(y).Row))
        {
            int block = Math.Clamp((int)((from - _bases[0]) / (8 * _step)) - 1, 0, blocks);
            while (block < blocks && _bases[block] < from) block++;
            for (; block < blocks && _bases[block] + 9 <= to; block++)
                hiddenBelow[block] = Math.Max(hiddenBelow[block], (byte)number);
        }
    }

    /// <summary>Lays it over a row of the picture.</summary>
    /// <param name="target">The row.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="y">Its number.</param>
    /// <param name="hiddenBelow">See <see cref="Cover"/>; empty when nothing hides it.</param>
    /// <param name="number">This one's number.</param>
    public void Show(uint* target, int width, int y, ReadOnlySpan<byte> hiddenBelow, int number)
    {
        (int row, int weight) = RowOf(y);
        (int first, int last) = _sheet.Extent(row);
        if (weight > 0)
        {
            (int nextFirst, int nextLast) = _sheet.Extent(row + 1);
            (first, last) = (Math.Min(first, nextFirst), Math.Max(last, nextLast));
        }
        int from = 0;
        int to = (width + 7) / 8;
        while (from < to && _bases[from] + 9 < first) from++;
        while (to > from && _bases[to - 1] > last) to--;
        if (first > last || to <= from) return;
        bool hides = Hides(y);
        fixed (uint* mixed = _mixed)
        {
            uint* source = _sheet.RowAt(row);
            if (weight > 0)
            {
                MixRows(source, mixed, _bases[from], Math.Min(_bases[to - 1] + 16, _sheet.Stride), (ushort)weight);
                source = mixed;
            }
            for (int block = from; block < to; block++)
            {
                if (!hiddenBelow.IsEmpty && hiddenBelow[block] > number) continue;
                Put(Take(source, block), target + block * 8, hides);
            }
        }
    }

    private Vector256<byte> Take(uint* source, int block)
    {
        uint* at = source + _bases[block];
        if (_isPlain) return Vector256.Load(at).AsByte();
        Vector256<byte> left = Vector256.ShuffleNative(Vector256.Load(at).AsInt32(), _taps[block]).AsByte();
        Vector256<byte> right = Vector256.ShuffleNative(Vector256.Load(at + 1).AsInt32(), _taps[block]).AsByte();
        return Pixels.Mix(left, right, _weights[2 * block], _weights[2 * block + 1]);
    }

    private void Put(Vector256<byte> pixels, uint* target, bool hides)
    {
        var opaque = Vector256.Create(0xFF000000u);
        Vector256<uint> alpha = pixels.AsUInt32() & opaque;
        if (_sheet.IsLight)
            Vector256.AddSaturate(pixels, Vector256.Load(target).AsByte()).AsUInt32().Store(target);
        else if (hides || alpha == opaque)
            pixels.AsUInt32().Store(target);
        else if (alpha != Vector256<uint>.Zero)
            Pixels.Over(pixels, Vector256.Load(target).AsByte()).AsUInt32().Store(target);
    }

    private void MixRows(uint* source, uint* mixed, int from, int to, ushort weight)
    {
        var weights = Vector256.Create(weight);
        for (int x = from; x < to; x += 8)
        {
            Vector256<byte> above = Vector256.Load(source + x).AsByte();
            Vector256<byte> below = Vector256.Load(source + _sheet.Stride + x).AsByte();
            Pixels.Mix(above, below, weights, weights).AsUInt32().Store(mixed + x);
        }
    }

    // Which row of the sheet lies at a row of the picture, and how much of the next one, in 128ths.
    private (int Row, int Weight) RowOf(int y)
    {
        float place = _top + y * _step;
        int row = (int)MathF.Floor(place);
        if (row < 0) return (0, 0);
        return row >= _sheet.Height - 1 ? (_sheet.Height - 1, 0) : (row, (int)((place - row) * 128));
    }
}
