namespace Understudy.Functions.Products.Sora;

/// <summary>How Sora makes videos.</summary>
public sealed class SoraOptions : ISettings
{
    /// <summary>How many seconds a video lasts; from 1 to 60.</summary>
    public int SoraVideoSeconds { get; set; } = 5;

    /// <summary>How many frames a second it has; from 1 to 60.</summary>
    public int SoraFramesPerSecond { get; set; } = 24;

    void ISettings.Check()
    {
        Check(nameof(SoraVideoSeconds), SoraVideoSeconds);
        Check(nameof(SoraFramesPerSecond), SoraFramesPerSecond);
    }

    private static void Check(string setting, int value)
    {
        if (value is < 1 or > 60) throw new SettingException(setting, $"is {value}; it is a number from 1 to 60");
    }
}
