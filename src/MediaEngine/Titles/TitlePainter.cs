using SkiaSharp;

namespace Understudy.MediaEngine.Titles;

/// <summary>Draws titles with a soft shadow onto transparent pictures, to be laid over films.</summary>
public static class TitlePainter
{
    // Of the picture, on each side; what screens and players may hide.
    private const float Margin = 0.06f;

    /// <summary>Draws a title into a PNG file with transparency.</summary>
    /// <exception cref="Models.MediaRejectedException">The title cannot be read in such a picture.</exception>
    public static void Write(TitleRequest request, string pngFile)
    {
        using SKBitmap picture = Paint(request);
        using SKData png = picture.Encode(SKEncodedImageFormat.Png, 100);
        using FileStream file = File.Create(pngFile);
        png.SaveTo(file);
    }

    /// <summary>Draws a title: premultiplied BGRA, of the request's size.</summary>
    /// <exception cref="Models.MediaRejectedException">The title cannot be read in such a picture.</exception>
    public static SKBitmap Paint(TitleRequest request)
    {
        request.Validate();
        float width = request.Width * (1 - 2 * Margin), height = request.Height * (1 - 2 * Margin);
        SetText text = Typesetter.Set(request.Text.Normalize(), request.LetterHeight * request.Height, width, height);
        SKBitmap picture = new(new SKImageInfo(request.Width, request.Height, SKColorType.Bgra8888, SKAlphaType.Premul));
        using SKCanvas canvas = new(picture);
        canvas.Clear();
        float top = request.Place switch
        {
            TitlePlace.Top => request.Height * Margin,
            TitlePlace.Bottom => request.Height * (1 - Margin) - text.Height,
            _ => (request.Height - text.Height) / 2,
        };
        // A wide dark haze sets letters off from bright pictures, a narrow one gives them an edge.
        float size = text.Size;
        DrawLines(canvas, request, text, top, Shadow(size * 0.22f, 110), 0);
        DrawLines(canvas, request, text, top, Shadow(size * 0.05f, 170), size * 0.035f);
        DrawLines(canvas, request, text, top, new SKPaint { IsAntialias = true, Color = request.Ink }, 0);
        return picture;
    }

    private static SKPaint Shadow(float blur, byte alpha) => new()
    {
        IsAntialias = true,
        Color = new SKColor(0, 0, 0, alpha),
        MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, blur),
    };

    private static void DrawLines(SKCanvas canvas, TitleRequest request, SetText text, float top, SKPaint paint, float below)
    {
        using (paint)
        {
            foreach (SetLine line in text.Lines)
            {
                // The base line lies where an ordinary capital stands in the middle of its line.
                float baseLine = top + line.Height / 2 + text.Size * 0.36f;
                line.Draw(canvas, (request.Width - line.Width) / 2, baseLine + below, paint);
                top += line.Height;
            }
            paint.MaskFilter?.Dispose();
        }
    }
}
