using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Parts;

/// <summary>Neighbouring still sheets, which are shown together.</summary>
internal sealed class Sheets : IPart
{
    private readonly List<Sheet> _sheets = [];

    /// <summary>Puts one in front of the others; it is disposed of with them.</summary>
    public void Add(Sheet sheet) => _sheets.Add(sheet);

    /// <inheritdoc/>
    public void Paint(Picture picture) => picture.Show(_sheets);

    /// <inheritdoc/>
    public void Dispose() => _sheets.ForEach(sheet => sheet.Dispose());
}
