namespace Understudy.Domain.Products.Sora;

/// <summary>What a video is made from. Sora §3.1.</summary>
public enum TaskType
{
    /// <summary>A prompt.</summary>
    TextToVideo,

    /// <summary>Pictures, and a prompt that says what is to happen in them.</summary>
    ImageToVideo,
}

/// <summary>How fine a video is. Sora §2.2.</summary>
public enum Quality
{
    /// <summary>1280×720.</summary>
    Standard,

    /// <summary>1920×1080.</summary>
    Hd,
}

/// <summary>How a video stands. Sora §2.2.</summary>
public enum AspectRatio
{
    /// <summary>Wider than high.</summary>
    Landscape,

    /// <summary>Higher than wide.</summary>
    Portrait,
}
