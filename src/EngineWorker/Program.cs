using Understudy.EngineWorker;

try
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
    builder.AddWorker();
    await using WebApplication app = builder.Build();
    app.MapHealth();
    await app.RunAsync();
    return 0;
}
catch (Exception error) when (error is InvalidDataException or IOException)
{
    await Console.Error.WriteLineAsync($"error: {error.Message.ReplaceLineEndings(" ")}");
    return 1;
}
