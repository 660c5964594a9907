namespace Understudy.Domain.Media;

/// <summary>The sizes of a generated picture, by its lines.</summary>
public enum Resolution
{
    /// <summary>1280 × 720.</summary>
    P720 = 720,

    /// <summary>1920 × 1080.</summary>
    P1080 = 1080,
}
