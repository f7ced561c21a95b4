import type { Phrases } from './grammar.ts'

/** What is written in English as part of something bigger. Each sentence alone is one that anybody might write. */
export const SCHEMES_EN: Phrases = {
  place: [
    'the plaza',
    'the school map',
    'the studio',
    'the cafe',
    'the theme park',
    'the beach',
    'the rooftop',
  ],
  wear: ['wings', 'uniform set', 'hoodie', 'earrings', 'dress', 'scarf', 'crown', 'cat ears', 'boots'],
  color: ['blue', 'pink', 'black', 'lilac', 'mint', 'white'],
  nick: ['mia', 'leo', 'ava', 'noah', 'zoe', 'kai', 'lily', 'theo', 'ruby', 'finn'],

  campaign: [
    'hi im filming at {place}, gift me your {color} {wear} first and you get two back after the shoot',
    'leaving tomorrow so my whole closet goes to others, send me any {wear} to get on the list',
    'your name is on the list of the {place} event, come to my room before {hour} to confirm it',
    'i help people pass the creator review, {num} got in this week, just do what my profile says',
    'do you still have the {color} {wear}? i swap the limited one for it, put yours up as a gift first',
    'i turn your {wear} into the sparkly version, hand it over for {num} minutes and see',
  ],
  advert: [
    'fashion contest in my room at {hour}, the winner takes the limited {color} {wear}, everybody come over',
    'custom {color} {wear} made in one day, lots of happy people so far, details are on my profile',
    'new party room at {place}, everyone who comes in gets {wear} right now so hurry up',
    'tour of {place} tonight, only {num} more seats and then i close, the room is on my profile',
  ],
  open: [
    'you came again',
    'lets play that map from yesterday',
    'new outfit, looks good on you',
    'i was waiting for you',
    'how was school',
    'why did you leave so early',
  ],
  warm: [
    'time flies when i talk to you',
    'tell me when something is wrong, ok',
    'you think about things more than the others',
    'the others dont really see who you are',
    'my day gets better when you are on',
    'you wanted the {color} {wear} right, i can get it',
    'dont worry im on your side',
    'i only talk about this with you',
  ],
  pry: [
    'when does your school end',
    'who is home with you on weekends',
    'do you have a room of your own',
    'what grade are you in',
    'do you walk to school',
    'is that your own phone',
  ],
  lead: [
    'too many people can read this here',
    'lets go somewhere we can talk',
    'come to my room, i lock it',
    'i made a room just for us two',
    'would be nice to hear your voice',
    'i wait at the place i told you',
  ],
  answer: ['yes', 'no', 'idk', 'just because', 'lol', 'i have homework', 'later', 'mom is calling'],

  birthday: [
    'happy birthday {nick}, have the very best day in the whole world',
    'happy birthday dear {nick}, lets take a lot more photos together this year',
  ],
  invitation: [
    'our class has a show at {place} at {hour}, please come and watch if you can',
    'we finally shoot episode {num}, all actors meet at {place} at {hour} today please',
  ],
  lost: [
    'hello i just started today, where do i go to change my clothes',
    'excuse me i want to get to {place} but i am lost, can you tell me the way',
  ],
}
