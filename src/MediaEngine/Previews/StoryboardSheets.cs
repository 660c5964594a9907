using System.Globalization;
using SkiaSharp;

namespace Understudy.MediaEngine.Previews;

/// <summary>Puts the pictures of a film on sheets, of which one is in memory.</summary>
internal sealed class StoryboardSheets : IDisposable
{
    private readonly int _columns;
    private readonly int _rows;
    private readonly int _width;
    private readonly int _height;
    private readonly string _folder;
    private readonly SKSurface _sheet;
    private readonly List<string> _tiles = [];
    private readonly List<string> _files = [];
    private int _onSheet;

    public StoryboardSheets(FilmStills film, int columns, int rows, string folder)
    {
        (_columns, _rows, _width, _height, _folder) = (columns, rows, film.Width, film.Height, folder);
        _sheet = SKSurface.Create(
            new SKImageInfo(columns * _width, rows * _height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        _sheet.Canvas.Clear(SKColors.Black);
    }

    /// <summary>Where each picture is: a file and the part of it, as media fragments say it.</summary>
    public IReadOnlyList<string> Tiles => _tiles;

    /// <summary>The sheets that are written.</summary>
    public IReadOnlyList<string> Files => _files;

    public void Add(Still tile)
    {
        (int x, int y) = (_onSheet % _columns * _width, _onSheet / _columns * _height);
        using (var image = SKImage.FromPixelCopy(tile.Info, tile.Pixels))
            _sheet.Canvas.DrawImage(image, x, y, SKSamplingOptions.Default);
        _tiles.Add(string.Create(CultureInfo.InvariantCulture, $"{FileName()}#xywh={x},{y},{_width},{_height}"));
        _onSheet++;
        if (_onSheet == _columns * _rows) Write();
    }

    /// <summary>Writes the last sheet, without the rows that are empty.</summary>
    public void Complete()
    {
        if (_onSheet > 0) Write();
    }

    public void Dispose() => _sheet.Dispose();

    private string FileName() =>
        _files.Count == 0 ? "sprite.jpg" : string.Create(CultureInfo.InvariantCulture, $"sprite-{_files.Count + 1}.jpg");

    private void Write()
    {
        string file = Path.Combine(_folder, FileName());
        int columns = Math.Min(_columns, _onSheet);
        int rows = (_onSheet + _columns - 1) / _columns;
        using (SKImage sheet = _sheet.Snapshot(SKRectI.Create(columns * _width, rows * _height)))
            Still.Save(sheet, file);
        _files.Add(file);
        _sheet.Canvas.Clear(SKColors.Black);
        _onSheet = 0;
    }
}
