using Understudy.EngineWorker;
using Understudy.MediaEngine.Processes;

try
{
    if (args is [MakeCommand.Name, ..])
    {
        using Interrupt interrupt = new();
        return await MakeCommand.RunAsync(args, interrupt.Token);
    }
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
    builder.AddWorker();
    await using WebApplication app = builder.Build();
    app.MapHealth();
    await app.RunAsync();
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception error) when (error is InvalidDataException or IOException or MediaToolException or TimeoutException
    or UnauthorizedAccessException or ArgumentException)
{
    await Console.Error.WriteLineAsync($"error: {error.Message.ReplaceLineEndings(" ")}");
    return 1;
}
