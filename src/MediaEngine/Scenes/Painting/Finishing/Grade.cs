namespace Understudy.MediaEngine.Scenes.Painting.Finishing;

/// <summary>A change of all colours by their brightness, as tables for the encoder's bytes.</summary>
internal sealed class Grade
{
    private const int Black = 16;
    private const int Range = 219;

    /// <summary>Tables of a change.</summary>
    /// <param name="curve">What becomes of a brightness from 0 to 1.</param>
    /// <param name="saturation">How strong colours are then; 1 leaves them.</param>
    /// <param name="tint">What is added to red and to blue at a brightness.</param>
    public Grade(Func<float, float> curve, float saturation, Func<float, (float Red, float Blue)> tint)
    {
        Saturation = (int)(saturation * 256);
        for (int value = 0; value < 256; value++)
        {
            float luma = Math.Clamp((value - Black) / (float)Range, 0, 1);
            Luma[value] = (byte)(Black + Math.Clamp(curve(luma), 0, 1) * Range);
            (float red, float blue) = tint(luma);
            // Half of a part's range is 112, and is reached by 1 less its weight in the brightness.
            Red[value] = (short)(red * 112);
            Blue[value] = (short)(blue * 112);
        }
    }

    /// <summary>The new brightness.</summary>
    public byte[] Luma { get; } = new byte[256];

    /// <summary>In 256ths.</summary>
    public int Saturation { get; }

    /// <summary>Added to the red difference, by the new brightness.</summary>
    public short[] Red { get; } = new short[256];

    /// <summary>Added to the blue difference.</summary>
    public short[] Blue { get; } = new short[256];

    /// <summary>Darker darks and lighter lights; 0 leaves them.</summary>
    public static float Contrast(float value, float strength) => value + (value * value * (3 - 2 * value) - value) * strength;
}
