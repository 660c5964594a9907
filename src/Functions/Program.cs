using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Functions;
using Understudy.LocalRuntime;

// Settings are read once. To hear of changes would mean to watch all folders below the working one, and every write to the
// databases there. The worker's builder takes this from the environment only.
Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
try
{
    FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.AddLocalSettingsUnlessHosted();
    builder.AddUnderstudy();
    // It logs what kept it from starting, and throws it: once is enough.
    builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    builder.UseLocalRuntimeUnlessHosted();
    using IHost app = builder.Build();
    await app.StartAsync();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception error) when (StartFailure.Message(error) is not null)
{
    await Console.Error.WriteLineAsync($"error: {StartFailure.Message(error)}");
    return 1;
}
