namespace Understudy.Functions.Core.Media;

/// <summary>Where media are kept.</summary>
public sealed class MediaOptions : ISettings
{
    internal const string Blobs = "blobs";

    // The blob trigger has the same one, and an attribute can name no setting but by its name.
    internal const string Connection = "MediaStorage";

    /// <summary>
    /// <c>files</c>: in the data folder, on one machine. <c>blobs</c>: in the storage account that the connection
    /// <c>MediaStorage</c> opens.
    /// </summary>
    public string Media { get; set; } = "files";

    void ISettings.Check()
    {
        if (Media is not ("files" or Blobs))
            throw new SettingException(nameof(Media), $"is '{Media}'; known here: files, {Blobs}");
    }
}
