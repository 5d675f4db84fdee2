// Runs npm's telegram-test-api, a Bot API emulator that is not ours, on the port given as
// the argument, and writes every message of the bot, as it is sent and edited, as a line
// of JSON.
const TelegramServer = require('telegram-test-api')

const server = new TelegramServer({ port: Number(process.argv[2]), host: '127.0.0.1' })
for (const event of ['AddedBotMessage', 'EditedMessageText']) {
  server.on(event, () => {
    const { message, messageId } = server.storage.botMessages.at(-1)
    console.log(JSON.stringify({ id: messageId, text: message.text, keyboard: message.reply_markup }))
  })
}
server.start().then(() => console.log('{}'))
