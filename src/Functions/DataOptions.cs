namespace Understudy.Functions;

/// <summary>Where the app keeps what it keeps on this machine.</summary>
public sealed class DataOptions : ISettings
{
    /// <summary>The folder of everything that is kept on this machine.</summary>
    public string DataFolder { get; set; } = ".understudy";

    /// <summary>
    /// Where documents are: <c>sqlite</c>, in the folder, or <c>cosmos</c>, in the account that the section <c>Cosmos</c> names.
    /// </summary>
    public string Documents { get; set; } = "sqlite";

    /// <summary>
    /// How many bytes of the disk uploads leave free, so that what is under way can go on; null for 1 GiB, or the twentieth
    /// part of a smaller disk.
    /// </summary>
    public long? FreeDiskReserveBytes { get; set; }

    void ISettings.Check()
    {
        if (FreeDiskReserveBytes < 0)
            throw new SettingException(
                nameof(FreeDiskReserveBytes), $"is {FreeDiskReserveBytes}; it is a number of bytes, and 0 the least");
        if (Documents is not ("sqlite" or "cosmos"))
            throw new SettingException(nameof(Documents), $"is '{Documents}'; known here: sqlite, cosmos");
        if (string.IsNullOrWhiteSpace(DataFolder))
            throw new SettingException(nameof(DataFolder), "is empty; it is the path of a folder");
    }
}
