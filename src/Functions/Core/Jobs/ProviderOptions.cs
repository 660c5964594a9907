namespace Understudy.Functions.Core.Jobs;

/// <summary>The provider of films that the engine <c>sora</c> asks; needed where that is chosen for a kind of job.</summary>
public sealed class ProviderOptions : ISettings
{
    /// <summary>Where its API is: an https address, or an http one of this machine in development; empty for none.</summary>
    public string SoraApiUrl { get; set; } = "";

    /// <summary>The bearer key of that API: a secret.</summary>
    public string SoraApiKey { get; set; } = "";

    /// <summary>The model that is asked for.</summary>
    public string SoraApiModel { get; set; } = "sora-2.0";

    /// <summary>The path at which films are asked for.</summary>
    public string SoraApiCreatePath { get; set; } = "/api/v1/jobs/createTask";

    /// <summary>The path at which is told how a task stands, by <c>?taskId=</c>.</summary>
    public string SoraApiRecordPath { get; set; } = "/api/v1/jobs/recordInfo";

    /// <summary>
    /// The path at which is told which task calls back at an address, by <c>?callBackUrl=</c>; empty if the provider has none. With
    /// it a request whose answer was lost is found at once, and without it when its callback comes.
    /// </summary>
    public string SoraApiLookUpPath { get; set; } = "";

    /// <summary>How often is asked how a task stands where no callback came, in seconds.</summary>
    public int SoraApiPollSeconds { get; set; } = 30;

    /// <summary>For how many minutes the provider is waited for, in each respect.</summary>
    public int SoraApiPatienceMinutes { get; set; } = 30;

    /// <summary>The largest film that is brought here, in bytes.</summary>
    public long SoraApiMaxBytes { get; set; } = 1L << 30;

    /// <summary>How many jobs of one lane are with the provider at once.</summary>
    public int SoraApiJobs { get; set; } = 4;

    void ISettings.Check()
    {
        foreach ((string setting, string path) in new[]
        {
            (nameof(SoraApiCreatePath), SoraApiCreatePath),
            (nameof(SoraApiRecordPath), SoraApiRecordPath),
            (nameof(SoraApiLookUpPath), SoraApiLookUpPath),
        })
        {
            bool isOne = path.StartsWith('/') && path.IndexOfAny(['?', '#', ' ']) < 0;
            if (!isOne && !(setting == nameof(SoraApiLookUpPath) && path.Length == 0))
                throw new SettingException(setting, $"is '{path}', which is no path such as /api/v1/jobs/recordInfo");
        }
        if (SoraApiModel.Length == 0) throw new SettingException(nameof(SoraApiModel), "is empty; it is the name of a model");
        Require(nameof(SoraApiPollSeconds), SoraApiPollSeconds, 1, 3600, "seconds");
        Require(nameof(SoraApiPatienceMinutes), SoraApiPatienceMinutes, 1, 24 * 60, "minutes");
        Require(nameof(SoraApiMaxBytes), SoraApiMaxBytes, 1, 1L << 40, "bytes");
        Require(nameof(SoraApiJobs), SoraApiJobs, 1, 10_000, "jobs");
    }

    private static void Require(string setting, long value, long least, long most, string unit)
    {
        if (value < least || value > most)
            throw new SettingException(setting, $"is {value}; it is a number of {unit}, from {least} to {most}");
    }
}
