namespace Understudy.MediaEngine.Models;

/// <summary>The files of a trained video model in their folder.</summary>
/// <param name="folder">The model's folder.</param>
public sealed class VideoModelFiles(string folder)
{
    /// <summary>Frames per second of the mezzanines and of the face track.</summary>
    public const int FrameRate = 25;

    /// <summary>The absolute path of the model's folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>One seamless cycle (forward, then backward) of the person, 1920×1080, without sound.</summary>
    public string Mezzanine1080 => Path.Combine(Folder, "mezzanine-1080.mp4");

    /// <summary>The same cycle in 1280×720.</summary>
    public string Mezzanine720 => Path.Combine(Folder, "mezzanine-720.mp4");

    /// <summary>The <see cref="Models.FaceTrack"/> of the cycle.</summary>
    public string FaceTrack => Path.Combine(Folder, "track.bin");

    /// <summary>A picture of the person, 640 pixels wide.</summary>
    public string Thumbnail => Path.Combine(Folder, "thumbnail.jpg");

    /// <summary>The <see cref="TrainedVideo"/>; written last, so a folder that has it is complete.</summary>
    public string Description => Path.Combine(Folder, "model.json");

    /// <summary>The mezzanine for an output height.</summary>
    /// <param name="height">720 or 1080 pixels.</param>
    public string Mezzanine(int height) => height switch
    {
        720 => Mezzanine720,
        1080 => Mezzanine1080,
        _ => throw new ArgumentOutOfRangeException(nameof(height), height, "The mezzanines are 720 and 1080 lines high."),
    };
}
