using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Functions;
using Understudy.LocalRuntime;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddUnderstudy();
builder.UseLocalRuntimeUnlessHosted();
builder.Build().Run();
