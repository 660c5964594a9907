using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs.Engines;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Jobs;

/// <summary>The app starts with engines that are there and can do what they were chosen for, or not at all.</summary>
public sealed class EngineSettingsTests
{
    private const string Key = "key-of-nobody";

    private static readonly Dictionary<string, string?> _provider = new()
    {
        ["SoraApiUrl"] = "https://api.example.com",
        ["SoraApiKey"] = Key,
    };

    [Theory]
    [InlineData("Engines:promptVideo", "sora", "Engines:promptVideo is 'sora', which needs a provider: set SoraApiUrl")]
    [InlineData("Engines:Default", "sora", "Engines:Default is 'sora', which needs a provider")]
    [InlineData("SoraApiCreatePath", "jobs", "SoraApiCreatePath is 'jobs', which is no path")]
    [InlineData("SoraApiRecordPath", "/a?b", "SoraApiRecordPath is '/a?b', which is no path")]
    [InlineData("SoraApiRecordPath", "", "SoraApiRecordPath is '', which is no path")]
    [InlineData("SoraApiLookUpPath", "a", "SoraApiLookUpPath is 'a', which is no path")]
    [InlineData("SoraApiModel", "", "SoraApiModel is empty")]
    [InlineData("SoraApiPollSeconds", "0", "SoraApiPollSeconds is 0; it is a number of seconds, from 1 to 3600")]
    [InlineData("SoraApiPatienceMinutes", "1441", "SoraApiPatienceMinutes is 1441")]
    [InlineData("SoraApiMaxBytes", "0", "SoraApiMaxBytes is 0")]
    [InlineData("SoraApiJobs", "0", "SoraApiJobs is 0")]
    public async Task Settings_that_make_no_sense_are_no_start(string setting, string value, string told) =>
        (await RefusalAsync(new() { [setting] = value })).ShouldNotBeNull().ShouldStartWith($"Understudy:{told}");

    [Theory]
    [InlineData("SoraApiUrl", "http://api.example.com", "SoraApiUrl is 'http://api.example.com', which is no https address")]
    [InlineData("SoraApiUrl", "api", "SoraApiUrl is 'api', which is no https address")]
    [InlineData("SoraApiKey", "key-of-nobody\n", "SoraApiKey is no key")]
    [InlineData("Engines:Default", "sora", "Engines:Default is 'sora', which cannot do")]
    [InlineData("Engines:talkingVideo", "sora", "Engines:talkingVideo is 'sora', which cannot do clone:talkingVideo")]
    [InlineData("Engines:clone:talkingVideo", "sora", "Engines:clone:talkingVideo is 'sora', which cannot do")]
    [InlineData("Engines:nothing", "sora", "Engines:nothing is no kind of job; known here:")]
    [InlineData("Engines:promptVideo", "another", "Engines:promptVideo is 'another'; known here: embedded, sora")]
    public async Task A_provider_is_refused_where_it_cannot_be(string setting, string value, string told)
    {
        string message = (await RefusalAsync(new(_provider) { [setting] = value })).ShouldNotBeNull();
        message.ShouldStartWith($"Understudy:{told}");
        message.ShouldNotContain(Key);
    }

    [Theory]
    [InlineData("Engines:promptVideo", "promptVideo", "sora")]
    [InlineData("Engines:promptVideo", "imageVideo", "embedded")]
    [InlineData("Engines:sora:imageVideo", "imageVideo", "sora")]
    [InlineData("Engines:sora:imageVideo", "promptVideo", "embedded")]
    public async Task A_kind_is_chosen_by_its_name_or_by_its_product_and_name(string setting, string kind, string engine)
    {
        using TempFolder folder = new();
        await using ServiceProvider services = Services(folder, new(_provider) { [setting] = "sora" });
        await StartAsync(services);
        services.GetRequiredService<EngineChoice>().Of("sora", kind).ShouldBe(engine);
    }

    private static async Task<string?> RefusalAsync(Dictionary<string, string?> settings)
    {
        using TempFolder folder = new();
        try
        {
            await using ServiceProvider services = Services(folder, settings);
            await StartAsync(services);
            return null;
        }
        catch (SettingException refused)
        {
            return refused.Message;
        }
    }

    private static ServiceProvider Services(TempFolder folder, Dictionary<string, string?> settings) =>
        TestApp.Builder(folder.Path, settings: settings).Services.BuildServiceProvider();

    private static Task StartAsync(ServiceProvider services) =>
        new EngineLife(services, services.GetRequiredService<EngineChoice>()).StartAsync(CancellationToken.None);
}
